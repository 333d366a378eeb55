import { expect } from 'chai';
import { HelpQueue } from '../../relay/help-queue.ts';
import type { HelpRow } from '../../relay/protocol.ts';

const row = (id: string, more: Partial<HelpRow> = {}): HelpRow => ({
  ...{ id, conversation: `c-${id}`, from: { name: id, display: id }, at: 1, waitingSince: 1, state: 'open' },
  ...{ by: null, takenAt: null, closedAt: null, outcome: null, revision: 0, text: '', page: null, ...more },
});
const taken = (id: string, by: string, revision = 1) =>
  row(id, { state: 'taken', by: { name: by, display: by }, revision });

describe('HelpQueue', () => {
  it('takes what is newer, in whatever order it comes', () => {
    const queue = new HelpQueue();
    expect(queue.take(taken('a', 'ines', 2))).to.equal(true);
    expect([queue.take(row('a')), queue.take(taken('a', 'hugo', 2))]).to.deep.equal([false, false]);
    expect(queue.stateFor('ines')).to.deep.equal({
      waiting: 0,
      held: [{ id: 'a', conversation: 'c-a' }],
    });
    expect(queue.take(row('a', { state: 'closed', revision: 3 }))).to.equal(true);
    expect([queue.ids(), queue.take(row('b', { state: 'closed' }))]).to.deep.equal([[], false]);
  });

  it('gives places by how long somebody waits', () => {
    const queue = new HelpQueue();
    queue.take(row('late', { waitingSince: 5 }));
    queue.take(row('early', { waitingSince: 2 }));
    queue.take(taken('served', 'ines'));
    expect(['early', 'late', 'served', 'other'].map(name => queue.placeOf(name))).to.deep.equal([
      ...[1, 2, null, null],
    ]);
    expect(queue.stateFor('x').waiting).to.equal(2);
  });

  it('knows the two who talk in a request’s conversation, and nobody else', () => {
    const queue = new HelpQueue();
    queue.take(taken('alice', 'ines'));
    queue.take(row('bob'));
    expect(queue.joins('c-alice', 'ines', 'alice')).to.equal(true);
    expect(queue.joins('c-alice', 'alice', 'ines')).to.equal(true);
    expect(queue.joins('c-alice', 'bob', 'alice')).to.equal(false);
    expect(queue.joins('c-bob', 'ines', 'bob')).to.equal(false);
    expect(queue.joins('elsewhere', 'ines', 'alice')).to.equal(false);
    expect([queue.partOf('alice', 'c-alice'), queue.partOf('bob', 'c-alice')]).to.deep.equal(['asker', null]);
  });
});
