import type { AuditTrail } from './audit-trail.ts';
import type { Bus } from './bus.ts';
import type { Fact } from './facts.ts';
import { type Counts, countEvents } from './figures.ts';
import type { Log } from './log.ts';
import type { ServerFrame } from './protocol.ts';
import type { Rights } from './rights.ts';
import type { RelayRules } from './rules.ts';
import type { Storage, Written } from './storage.ts';
import type { Timers } from './timers.ts';

/** What every part of the relay works with. */
export interface Context {
  storage: Storage;
  bus: Bus;
  log: Log;
  now(): number;
  timers: Timers;
  counts: Counts;
  audit: AuditTrail;
  /** Who may do what to whom; asked on every path. */
  rights: Rights;
  /** Those in force now: asked each time. */
  rules(): RelayRules;
  /** How long `later` puts an invitation off. */
  snoozeMs: number;
  /** How long somebody whose last channel closed still counts as there. */
  graceMs: number;
}

/** Tells all nodes what a write brought about, and gives back its value. */
export function publish<T>(context: Context, written: Written<T>): T {
  countEvents(context.counts, written.events);
  if (written.events.length > 0) context.bus.publish({ kind: 'events', events: written.events });
  return written.value;
}

/** Tells all nodes what holds from now on, as it is stored already. */
export function tellFact(context: Context, fact: Fact): void {
  context.bus.publish({ kind: 'fact', fact });
}

/** Tells the person's other tabs of a change that is state, not log. */
export function tellMine(
  context: Context,
  user: string,
  mine: Omit<Extract<ServerFrame, { kind: 'mine' }>, 'kind'>,
  except?: string,
): void {
  context.bus.publish({ kind: 'frame', to: [user], frame: { kind: 'mine', ...mine }, except });
}
