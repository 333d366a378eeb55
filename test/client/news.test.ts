import { expect } from 'chai';
import { newsOf } from '../../client/news.ts';
import type { NewsEvent } from '../../relay/protocol.ts';
import { stage } from './model-stage.ts';
import { snapshot } from './scenes.ts';

const bob = { name: 'bob', display: 'Bob Keller' };
const dora = { name: 'dora', display: 'Dora' };
const group = { name: 'chess', display: 'Chess club' };
const membership = (
  person: typeof bob,
  role: 'member' | 'owner' | 'asked' | 'invited' | null,
  by: string,
) => ({
  ...{ kind: 'membership' as const, group, person, role, by },
});

const news = (event: NewsEvent, me: string) => newsOf({ n: 1, event }, me);

describe('newsOf', () => {
  it('tells who is back, who asks to join, and what became of oneself', () => {
    expect(news({ kind: 'back', person: dora }, 'bob')).to.include({ kind: 'back', person: dora });
    expect(news(membership(dora, 'asked', 'dora'), 'bob')).to.include({ kind: 'asks', person: dora });
    expect(news(membership(bob, 'invited', 'dora'), 'bob')).to.include({ kind: 'invited', group });
    expect(news(membership(bob, 'member', 'dora'), 'bob')).to.include({ kind: 'in' });
    expect(news(membership(bob, null, 'dora'), 'bob')).to.include({ kind: 'out' });
  });

  it('is silent about what one did oneself, and about other members', () => {
    expect(news(membership(bob, 'member', 'bob'), 'bob')).to.equal(null);
    expect(news(membership(dora, 'member', 'chen'), 'bob')).to.equal(null);
  });

  it('waits for the person, once each, counted, until it is forgotten', () => {
    const { model, log } = stage(snapshot());
    log({ kind: 'back', person: dora }, membership(dora, 'asked', 'dora'), { kind: 'back', person: dora });
    expect(model.state.news.map(({ kind }) => kind)).to.deep.equal(['asks', 'back']);
    expect([model.unread, model.pulses]).to.deep.equal([2, 3]);
    model.openPeople();
    expect(model.waiting.map(({ kind }) => kind)).to.deep.equal(['news', 'news']);
    model.forgetNews(model.state.news[1]!);
    expect(model.unread).to.equal(1);
  });

  it('is there on the next page, until any page of theirs has put it away', () => {
    const news = [
      { n: 3, event: { kind: 'back' as const, person: dora } },
      { n: 4, event: membership(dora, 'asked', 'dora') },
    ];
    const { model, log, inputs } = stage(snapshot({ news }));
    expect(model.state.news.map(({ kind, n }) => [kind, n])).to.deep.equal([
      ['back', 3],
      ['asks', 4],
    ]);
    model.forgetNews(model.state.news[0]!);
    expect(inputs('heard')).to.deep.equal([{ n: 3 }]);
    log({ kind: 'heard', n: 4 });
    expect(model.unread).to.equal(0);
  });

  it('is over when somebody else has dealt with it', () => {
    const { model, log } = stage(snapshot());
    log(membership(dora, 'asked', 'dora'), membership(dora, 'member', 'chen'));
    expect(model.state.news).to.deep.equal([]);
    log(membership(bob, 'invited', 'dora'), membership(bob, 'member', 'bob'));
    expect(model.state.news).to.deep.equal([]);
  });

  it('counts messages that were left, as the log says', () => {
    const { model, log } = stage(snapshot({ inbox: { unread: 2 } }));
    expect(model.unread).to.equal(2);
    log({ kind: 'left-gone', id: 'l1', unread: 1 });
    expect(model.unread).to.equal(1);
  });
});
