import { expect } from 'chai';
import { newsLine } from '../../client/news-line.ts';
import { translator } from '../../client/strings.ts';
import { stage } from './model-stage.ts';
import { snapshot } from './scenes.ts';

describe('newsLine', () => {
  it('says it in words, leads to whom it is about, and is heard by that', () => {
    const { model, log } = stage(snapshot());
    const group = { name: 'chess', display: 'Chess club' };
    const dora = { name: 'dora', display: 'Dora' };
    log(
      { kind: 'back', person: dora },
      { kind: 'membership', group, person: dora, role: 'asked', by: 'dora' },
    );
    const [back, asks] = model.state.news.map(news => newsLine(model, translator('en', null), news));
    expect([back!.text, asks!.text]).to.deep.equal(['Dora is back', 'Dora asks to join Chess club']);
    back!.open();
    expect([model.front.kind, model.sought]).to.deep.equal(['people', { query: 'Dora' }]);
    asks!.open();
    expect([model.sought, model.unread]).to.deep.equal([{ group: 'chess' }, 0]);
  });
});
