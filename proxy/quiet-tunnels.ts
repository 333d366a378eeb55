import type { Tunnel } from './tunnel.ts';

/**
 * Knows the tunnels of each person that may be replaced by an interception, and ends those that are quiet once
 * something is due for the person (BROWSER.md 12). Only people for whom something is due cost a timer.
 */
export interface QuietTunnels {
  /** `mayEnd` says whether ending it would gain anything at present. */
  add(user: string, tunnel: Tunnel, mayEnd: () => boolean): void;
  remove(user: string, tunnel: Tunnel): void;
  /** What may be ended has changed, for this person or for everybody: look at all their tunnels anew. */
  recheck(user?: string): void;
  /** Something is due: end this person's tunnels, those to come among them, each as soon as it is quiet. */
  endFor(user: string): void;
  /** Nothing is due any more. */
  leave(user: string): void;
  close(): void;
}

export interface QuietTunnelsSettings {
  /** No bytes either way for this long. */
  idleMs: number;
  /** How often tunnels in use are looked at again. */
  recheckMs: number;
  ended(): void;
}

export function createQuietTunnels({ idleMs, recheckMs, ended }: QuietTunnelsSettings): QuietTunnels {
  const tunnels = new Map<string, Map<Tunnel, () => boolean>>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** A tunnel may have been on its way when something came due for its person. */
  const due = new Set<string>();
  /** People some of whose tunnels are to end whether or not something is due for them. */
  const rechecked = new Set<string>();

  function sweep(user: string): void {
    timers.delete(user);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [tunnel, mayEnd] of [...(tunnels.get(user) ?? [])]) {
      if (!mayEnd()) continue;
      const waitMs = tunnel.quietInMs(idleMs);
      if (waitMs === 0) {
        ended();
        tunnel.end();
      } else nextMs = Math.min(nextMs, waitMs ?? recheckMs);
    }
    if (nextMs === Number.POSITIVE_INFINITY) rechecked.delete(user);
    else
      timers.set(
        user,
        setTimeout(() => sweep(user), nextMs),
      );
  }

  function stop(user: string): void {
    clearTimeout(timers.get(user));
    timers.delete(user);
  }

  function sweepNow(user: string): void {
    stop(user);
    sweep(user);
  }

  return {
    add(user, tunnel, mayEnd) {
      const own = tunnels.get(user) ?? new Map();
      tunnels.set(user, own.set(tunnel, mayEnd));
      if (due.has(user)) sweepNow(user);
    },
    remove(user, tunnel) {
      const own = tunnels.get(user);
      own?.delete(tunnel);
      if (own?.size === 0) tunnels.delete(user);
    },
    recheck(user) {
      for (const one of user === undefined ? [...tunnels.keys()] : [user]) {
        rechecked.add(one);
        sweepNow(one);
      }
    },
    endFor(user) {
      due.add(user);
      sweepNow(user);
    },
    leave(user) {
      due.delete(user);
      if (!rechecked.has(user)) stop(user);
    },
    close() {
      due.clear();
      rechecked.clear();
      for (const user of [...timers.keys()]) stop(user);
    },
  };
}
