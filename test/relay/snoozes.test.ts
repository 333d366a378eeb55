import { expect } from 'chai';
import { Snoozes } from '../../relay/snoozes.ts';
import { minutes } from '../conversations/clock.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('Snoozes', () => {
  it('come back at their time, once, and are told', async () => {
    const { context, clock, carried } = contextOf({ conversations: { snoozed: async () => ({}) } });
    const snoozes = new Snoozes(context);
    const changes: string[] = [];
    snoozes.watch(user => changes.push(user));
    const add = (wait: number) => snoozes.add({ user: 'bob', invitation: 'i', until: clock.now() + wait });
    add(minutes(1));
    add(minutes(15));
    clock.pass(minutes(14));
    expect(changes).to.have.length(2);
    clock.pass(minutes(1));
    await until('the telling', () => carried.length > 0);
    expect(carried[0]).to.deep.include({ frame: { kind: 'mine', snoozed: {} } });
    expect([changes.length, clock.pending]).to.deep.equal([3, 0]);
  });

  it('are loaded at the start, and stop when closed', async () => {
    const { context, clock } = contextOf({
      conversations: { snoozes: async now => [{ user: 'bob', invitation: 'i', until: now + 5 }] },
    });
    const snoozes = new Snoozes(context);
    await snoozes.load();
    expect(clock.pending).to.equal(1);
    snoozes.close();
    expect(clock.pending).to.equal(0);
  });
});
