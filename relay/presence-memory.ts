import type { Attention, Presence } from './presence.ts';
import type { PresenceState } from './protocol.ts';
import type { Quiet } from './quiet-hours.ts';
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

interface Settled {
  state: PresenceState;
  /** When time alone can change it; `null`: never. */
  againAt: number | null;
}

/** Without attention for so long, somebody is idle. */
const idleMs = 5 * 60_000;
/** And after so long, away. */
const awayMs = 30 * 60_000;
/** Who opened a page so lately is likely to open another. */
const browsingMs = 5 * 60_000;

export class MemoryPresence implements Presence {
  readonly #now: () => number;
  readonly #timers: Timers;
  readonly #graceMs: number;
  readonly #quiet: (user: string) => Quiet;
  readonly #leases = new Map<string, Lease>();
  readonly #listeners = new Set<(user: string, state: PresenceState) => void>();

  /** `quiet`: whether somebody is not to be disturbed. */
  constructor(options: {
    now(): number;
    timers: Timers;
    graceMs: number;
    quiet?(user: string): Quiet;
  }) {
    this.#now = options.now;
    this.#timers = options.timers;
    this.#graceMs = options.graceMs;
    this.#quiet = options.quiet ?? (() => ({ isQuiet: false, againAt: null }));
  }

  opened(user: string, session: string): void {
    this.#lease(user).channels.set(session, this.#now());
    this.#settle(user);
  }

  closed(user: string, session: string, signAt = this.#now()): void {
    const lease = this.#leases.get(user);
    if (!lease?.channels.delete(session)) return;
    lease.closedAt = Math.max(lease.closedAt, signAt);
    this.#settle(user);
  }

  left(user: string): void {
    const lease = this.#leases.get(user);
    if (!lease || lease.channels.size > 0) return;
    lease.closedAt = Number.NEGATIVE_INFINITY;
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

  count(): ReturnType<Presence['count']> {
    const counts = { online: 0, idle: 0, away: 0, dnd: 0, browsing: 0 };
    for (const { state } of this.#leases.values()) if (state !== 'offline') counts[state]++;
    return counts;
  }

  reconsider(user: string): void {
    this.#settle(user);
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
    const { state, againAt } = this.#stateOf(user, lease);
    lease.cancel?.();
    lease.cancel =
      againAt === null ? null : this.#timers.after(againAt - this.#now(), () => this.#settle(user));
    if (state === 'offline') this.#leases.delete(user);
    if (state === lease.state) return;
    lease.state = state;
    for (const listener of this.#listeners) listener(user, state);
  }

  #stateOf(user: string, lease: Lease): Settled {
    const now = this.#now();
    if (lease.channels.size > 0) {
      const { isQuiet, againAt } = this.#quiet(user);
      const seen = attentionAt(now, [...lease.channels.values()]);
      return { state: isQuiet ? 'dnd' : seen.state, againAt: earlier(againAt, seen.againAt) };
    }
    const graceEnds = lease.closedAt + this.#graceMs;
    if (now < graceEnds) return { state: lease.state, againAt: graceEnds };
    const browsingEnds = lease.seenAt + browsingMs;
    if (now < browsingEnds) return { state: 'browsing', againAt: browsingEnds };
    return { state: 'offline', againAt: null };
  }
}

/** What several tabs say together: the last one that somebody looked at counts. */
function attentionAt(now: number, sinces: (number | null)[]): Settled {
  if (sinces.includes(null)) return { state: 'online', againAt: null };
  const last = Math.max(...sinces.map(since => since ?? now));
  if (now < last + idleMs) return { state: 'online', againAt: last + idleMs };
  if (now < last + awayMs) return { state: 'idle', againAt: last + awayMs };
  return { state: 'away', againAt: null };
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
