import type { Attention, Presence } from './presence.ts';
import type { PresenceState } from './protocol.ts';
import type { Timers } from './timers.ts';

interface Lease {
  /** By session: `null` while somebody looks at it, else since when nobody does. */
  channels: Map<string, number | null>;
  seenAt: number;
  /** When the last channel closed; within the grace it counts as open, so that a navigation shows no flicker. */
  closedAt: number;
  state: PresenceState;
  cancel: (() => void) | null;
}

/** Without attention for so long, somebody is idle. */
const idleMs = 5 * 60_000;
/** Who opened a page so lately is likely to open another. */
const browsingMs = 5 * 60_000;

export class MemoryPresence implements Presence {
  readonly #now: () => number;
  readonly #timers: Timers;
  readonly #graceMs: number;
  readonly #leases = new Map<string, Lease>();
  readonly #listeners = new Set<(user: string, state: PresenceState) => void>();

  constructor(options: { now(): number; timers: Timers; graceMs: number }) {
    this.#now = options.now;
    this.#timers = options.timers;
    this.#graceMs = options.graceMs;
  }

  opened(user: string, session: string): void {
    this.#lease(user).channels.set(session, this.#now());
    this.#settle(user);
  }

  closed(user: string, session: string): void {
    const lease = this.#leases.get(user);
    if (!lease?.channels.delete(session)) return;
    lease.closedAt = this.#now();
    this.#settle(user);
  }

  attended(user: string, session: string, attention: Attention): void {
    const lease = this.#leases.get(user);
    const since = lease?.channels.get(session);
    if (!lease || since === undefined) return;
    const looking = attention.visible && attention.focused;
    if (looking === (since === null)) return;
    lease.channels.set(session, looking ? null : this.#now());
    this.#settle(user);
  }

  seen(user: string): void {
    const known = this.#leases.get(user);
    const lease = known ?? this.#lease(user);
    lease.seenAt = this.#now();
    // A lease that lives has a timer, and the timer looks at `seenAt`.
    if (!known) this.#settle(user);
  }

  state(user: string): PresenceState {
    return this.#leases.get(user)?.state ?? 'offline';
  }

  watch(listener: (user: string, state: PresenceState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    for (const lease of this.#leases.values()) lease.cancel?.();
    this.#leases.clear();
  }

  #lease(user: string): Lease {
    const known = this.#leases.get(user);
    if (known) return known;
    const never = Number.NEGATIVE_INFINITY;
    const made: Lease = {
      channels: new Map(),
      seenAt: never,
      closedAt: never,
      state: 'offline',
      cancel: null,
    };
    this.#leases.set(user, made);
    return made;
  }

  /** Works out the state, says so if it changed, and comes back when time alone can change it. */
  #settle(user: string): void {
    const lease = this.#leases.get(user);
    if (!lease) return;
    const { state, againAt } = this.#stateOf(lease);
    lease.cancel?.();
    lease.cancel =
      againAt === null ? null : this.#timers.after(againAt - this.#now(), () => this.#settle(user));
    if (state === 'offline') this.#leases.delete(user);
    if (state === lease.state) return;
    lease.state = state;
    for (const listener of this.#listeners) listener(user, state);
  }

  #stateOf(lease: Lease): { state: PresenceState; againAt: number | null } {
    const now = this.#now();
    if (lease.channels.size > 0) {
      const sinces = [...lease.channels.values()];
      if (sinces.includes(null)) return { state: 'online', againAt: null };
      const idleAt = Math.max(...sinces.map(since => since ?? now)) + idleMs;
      return now < idleAt ? { state: 'online', againAt: idleAt } : { state: 'idle', againAt: null };
    }
    const graceEnds = lease.closedAt + this.#graceMs;
    if (now < graceEnds) return { state: lease.state, againAt: graceEnds };
    const browsingEnds = lease.seenAt + browsingMs;
    if (now < browsingEnds) return { state: 'browsing', againAt: browsingEnds };
    return { state: 'offline', againAt: null };
  }
}
