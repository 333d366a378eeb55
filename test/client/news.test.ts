import { expect } from 'chai';
import { newsOf } from '../../client/news.ts';
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

describe('newsOf', () => {
  it('tells who is back, who asks to join, and what became of oneself', () => {
    expect(newsOf({ kind: 'back', person: dora }, 'bob')).to.include({ kind: 'back', person: dora });
    expect(newsOf(membership(dora, 'asked', 'dora'), 'bob')).to.include({ kind: 'asks', person: dora });
    expect(newsOf(membership(bob, 'invited', 'dora'), 'bob')).to.include({ kind: 'invited', group });
    expect(newsOf(membership(bob, 'member', 'dora'), 'bob')).to.include({ kind: 'in' });
    expect(newsOf(membership(bob, null, 'dora'), 'bob')).to.include({ kind: 'out' });
  });

  it('is silent about what one did oneself, and about other members', () => {
    expect(newsOf(membership(bob, 'member', 'bob'), 'bob')).to.equal(null);
    expect(newsOf(membership(dora, 'member', 'chen'), 'bob')).to.equal(null);
  });

  it('waits for the person, once each, counted, until it is forgotten', () => {
    const { model, log } = stage(snapshot());
    log({ kind: 'back', person: dora }, membership(dora, 'asked', 'dora'), { kind: 'back', person: dora });
    expect(model.state.news.map(({ kind }) => kind)).to.deep.equal(['asks', 'back']);
    expect([model.unread, model.pulses]).to.deep.equal([2, 3]);
    model.openPeople();
    expect(model.waiting.map(({ kind }) => kind)).to.deep.equal(['news', 'news']);
    model.forgetNews('back dora');
    expect(model.unread).to.equal(1);
  });

  it('counts messages that were left, as the log says', () => {
    const { model, log } = stage(snapshot({ inbox: { unread: 2 } }));
    expect(model.unread).to.equal(2);
    log({ kind: 'left-gone', id: 'l1', unread: 1 });
    expect(model.unread).to.equal(1);
  });
});
