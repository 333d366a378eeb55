import { expect } from 'chai';
import { LogPruning } from '../../relay/log-pruning.ts';
import type { Pruning } from '../../relay/storage.ts';
import { minutes } from '../conversations/clock.ts';
import { Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('LogPruning', () => {
  it('goes through all logs, person by person, and again every hour', async () => {
    const asked: [string, Pruning][] = [];
    const prune = async (from: string, pruning: Pruning) => {
      asked.push([from, pruning]);
      return from === '' ? 'bob' : null;
    };
    const { context, clock } = contextOf({ events: { prune } });
    const pruning = new LogPruning(context);
    pruning.start();
    await until('both', () => asked.length === 2);
    expect(asked.map(([from]) => from)).to.deep.equal(['', 'bob']);
    expect(asked[0]![1]).to.deep.equal({
      before: context.now() - 30 * 24 * minutes(60),
      keep: 1_000,
      limit: 2_000,
    });
    clock.pass(minutes(61));
    await until('the next round', () => asked.length === 4);
    await pruning.close();
    expect(clock.pending).to.equal(0);
  });

  it('goes on after a store that failed', async () => {
    let asked = 0;
    const prune = async () => {
      asked += 1;
      throw new Error('busy');
    };
    const { context, clock } = contextOf({ events: { prune } });
    const pruning = new LogPruning(context);
    pruning.start();
    await until('the first', () => asked === 1);
    clock.pass(minutes(61));
    await until('the second', () => asked === 2);
    await pruning.close();
  });

  it('resets whoever comes back from before what is gone, and nobody else', async () => {
    const stage = await Stage.open();
    const [alice, bob] = await stage.people('alice', 'bob');
    const talk = await alice!.invites([bob!]);
    await bob!.accepts(talk);
    const tab = await bob!.opens();
    const { n } = await stage.relay.snapshot('bob').then(({ cursor }) => cursor);
    const [late, near] = [await bob!.opens(), await bob!.opens()];
    for (const one of [late, near]) one.closes();
    for (const text of ['one', 'two', 'three']) await alice!.says(talk, text);
    await tab.sees(alice!, 'three');
    await stage.store.events.prune('', { before: 0, keep: 2, limit: 100 });
    expect((await stage.store.events.after('bob', 0, 9)).map(event => event.n)).to.deep.equal([n + 2, n + 3]);
    near.cursor = { ...near.cursor, n: n + 1 };
    await Promise.all([late.reconnects(), near.reconnects()]);
    await near.sees(alice!, 'three');
    expect([late.all('reset').length, near.all('reset').length]).to.deep.equal([1, 0]);
    // Nothing left at all of what one has not heard.
    await stage.store.events.prune('', { before: 0, keep: 0, limit: 100 });
    near.closes();
    near.cursor = { ...near.cursor, n };
    await near.reconnects();
    expect(near.all('reset')).to.have.length(1);
    await stage.close();
  });
});
