import { expect } from 'chai';
import fc from 'fast-check';
import type { BusMessage } from '../../relay/bus.ts';
import { MemoryBus } from '../../relay/bus-memory.ts';
import { Delivery } from '../../relay/delivery.ts';
import type { ServerFrame, Snapshot } from '../../relay/protocol.ts';
import type { LoggedEvent } from '../../relay/storage.ts';
import { type Actor, Stage, silent } from '../conversations/stage.ts';
import type { Tab } from '../conversations/tab.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('Delivery', () => {
  let stage: Stage | null = null;
  afterEach(async () => {
    await stage?.close();
    stage = null;
  });

  const logged = (n: number): LoggedEvent => ({
    ...{ user: 'bob', n, at: n, event: { kind: 'left-gone', id: `a${n}`, unread: 0 } },
  });

  /** A log in memory, which the test fills, and a delivery from it. */
  function begin() {
    const log: LoggedEvent[] = [];
    const frames: ServerFrame[] = [];
    const events = {
      last: async () => log.length,
      after: async (_user: string, after: number, limit: number) => log.slice(after, after + limit),
    };
    const { context, clock } = contextOf({ epoch: 'e', events });
    const snapshot = async () => ({ cursor: { epoch: 'e', n: log.length } }) as Snapshot;
    const delivery = new Delivery({
      ...{
        context,
        user: 'bob',
        session: () => 's',
        send: (frame: ServerFrame) => frames.push(frame),
        snapshot,
      },
    });
    const append = () => {
      const event = logged(log.length + 1);
      log.push(event);
      return event;
    };
    const numbers = () => frames.flatMap(frame => (frame.kind === 'event' ? [frame.n] : []));
    return { delivery, append, frames, numbers, clock, events };
  }

  it('says hello first, then what stands behind the cursor', async () => {
    const { delivery, append, frames } = begin();
    for (let count = 0; count < 3; count += 1) append();
    await delivery.begin({ epoch: 'e', n: 1 });
    expect(frames.map(frame => (frame.kind === 'event' ? frame.n : frame.kind))).to.deep.equal([
      'hello',
      2,
      3,
    ]);
    expect(frames[0]).to.deep.equal({ kind: 'hello', session: 's', cursor: { epoch: 'e', n: 1 } });
  });

  it('starts at the present without a cursor', async () => {
    const { delivery, append, frames, numbers } = begin();
    append();
    await delivery.begin(null);
    delivery.offer(append());
    expect(numbers()).to.deep.equal([2]);
    expect(frames[0]).to.have.nested.property('cursor.n', 1);
  });

  it('fills a gap from the log, drops what it had, and puts in order what came in disorder', async () => {
    const { delivery, append, numbers } = begin();
    await delivery.begin(null);
    const events = [append(), append(), append(), append()];
    for (const index of [2, 0, 3, 2, 1]) delivery.offer(events[index]!);
    await until('all of them', () => numbers().length === 4);
    expect(numbers()).to.deep.equal([1, 2, 3, 4]);
  });

  it('fetches what no bus brought when it is told to look', async () => {
    const { delivery, append, numbers } = begin();
    await delivery.begin(null);
    append();
    delivery.check();
    await until('it', () => numbers().length === 1);
  });

  it('tries again when the log could not be read', async () => {
    const { delivery, append, numbers, clock, events } = begin();
    await delivery.begin(null);
    const { after } = events;
    events.after = () => Promise.reject(new Error('busy'));
    append();
    delivery.offer(append());
    await until('a retry to be planned', () => clock.pending === 1);
    events.after = after;
    clock.pass(1_000);
    await until('both', () => numbers().length === 2);
  });

  it('sends nothing more after its end', async () => {
    const { delivery, append, frames } = begin();
    await delivery.begin(null);
    delivery.end();
    delivery.offer(append());
    delivery.check();
    expect(frames).to.have.length(1);
  });

  it('gives each client every event exactly once in order, whatever the order of connections and messages', async function () {
    this.timeout(60_000);
    stage = await Stage.open({ bus: new UnrulyBus(silent) });
    const [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    const talk = await alice.invites([bob], { message: 'Hello' });
    await bob.accepts(talk);
    const step = fc.oneof(
      fc.record({ do: fc.constant('send' as const), who: fc.nat(1), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('close' as const), tab: fc.nat(2) }),
      fc.record({ do: fc.constant('open' as const), tab: fc.nat(2) }),
      fc.record({ do: fc.constant('wait' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        const tabs = [await bob.opens(), await bob.opens(), await alice.opens()];
        const running: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.do === 'close') tabs[one.tab]!.closes();
          // A tab that was open is closed first, as a browser's next page would.
          if (one.do === 'open') {
            tabs[one.tab]!.closes();
            await tabs[one.tab]!.reconnects();
          }
          if (one.do === 'wait') await Promise.all(running);
          if (one.do !== 'send') continue;
          for (let count = 0; count < one.count; count += 1)
            running.push([alice, bob][one.who]!.says(talk, 'text'));
        }
        await Promise.all(running);
        for (const tab of tabs) {
          tab.closes();
          await tab.reconnects();
          await hasEverything(stage!, tab);
          tab.closes();
        }
      }),
      // Shrinking would wait for every missing event anew.
      { numRuns: 30, endOnFailure: true },
    );
  });
});

/** Brings events one by one: in another order, late, some of them twice. */
class UnrulyBus extends MemoryBus {
  #count = 0;

  override publish(message: BusMessage): void {
    if (message.kind !== 'events') super.publish(message);
    else for (const event of message.events) this.#bring({ kind: 'events', events: [event] });
  }

  #bring(one: BusMessage): void {
    // Spread evenly, so that the same run brings the same disorder.
    const way = (this.#count++ * 7) % 5;
    if (way < 3) super.publish(one);
    if (way > 1) setImmediate(() => super.publish(one));
  }
}

async function hasEverything(stage: Stage, tab: Tab): Promise<void> {
  const user = tab.user;
  const { cursor, conversations } = await stage.relay.snapshot(user);
  await until('the newest event', () => tab.cursor.n === cursor.n);
  expect(tab.faults).to.deep.equal([]);
  const shown = tab.messages.map(({ seq }) => seq);
  const first = shown[0]!;
  expect(shown).to.deep.equal(shown.map((_, index) => first + index));
  expect(shown.at(-1)).to.equal(conversations[0]!.lastSeq);
}
