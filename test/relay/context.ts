import { AuditTrail } from '../../relay/audit-trail.ts';
import type { BusMessage } from '../../relay/bus.ts';
import { MemoryBus } from '../../relay/bus-memory.ts';
import type { Context } from '../../relay/context.ts';
import { Facts } from '../../relay/facts.ts';
import { createCounts } from '../../relay/figures.ts';
import { Rights } from '../../relay/rights.ts';
import { usualRules } from '../../relay/rules.ts';
import type { Storage } from '../../relay/storage.ts';
import { minutes, seconds, TestClock } from '../conversations/clock.ts';
import { silent } from '../conversations/stage.ts';

type Parts = { [K in keyof Storage]?: Partial<Storage[K]> };

/** A context over a real store, or over the few methods that a test answers itself, with what its bus carried. */
export function contextOf(parts: Parts): { context: Context; clock: TestClock; carried: BusMessage[] } {
  const storage = parts as unknown as Storage;
  const clock = new TestClock();
  const bus = new MemoryBus(silent);
  const carried: BusMessage[] = [];
  bus.subscribe(message => carried.push(message));
  const context: Context = {
    ...{ storage, bus, log: silent, now: clock.now, timers: clock.timers, counts: createCounts() },
    audit: new AuditTrail(storage, silent, clock.now),
    rights: new Rights(new Facts(storage), () => 'everyone'),
    rules: () => ({ ...usualRules, invitationLifeMs: minutes(60) }),
    ...{ snoozeMs: minutes(15), graceMs: seconds(15) },
  };
  return { context, clock, carried };
}
