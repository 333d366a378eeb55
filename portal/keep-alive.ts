/** One connection, as far as its life goes. */
export interface Living {
  /** When anything last came from the other side. */
  readonly signAt: number;
  ping(): void;
  /** It has given no sign for too long. */
  giveUp(): void;
}

/**
 * How truth about presence is kept when nothing says good-bye: a machine that sleeps, a cable pulled out, a browser
 * killed. Whoever was silent for `silentMs` counts as gone since their last sign, which leaves room within the 20 s
 * that nobody may be shown online for beyond it.
 */
export const keepAliveTimes = { lookMs: 1_000, pingMs: 5_000, silentMs: 12_000 } as const;

export interface KeepAliveTimes {
  /** How often all are looked at; pings spread over the looks by themselves. */
  lookMs: number;
  pingMs: number;
  silentMs: number;
}

/** Asks connections for signs of life, and gives up those that give none. Call `look` every `lookMs`. */
export class KeepAlive {
  readonly #times: KeepAliveTimes;
  readonly #now: () => number;
  readonly #pingedAt = new WeakMap<Living, number>();
  #lookedAt: number;

  constructor(times: KeepAliveTimes, now: () => number) {
    this.#times = times;
    this.#now = now;
    this.#lookedAt = now();
  }

  look(connections: Iterable<Living>): void {
    const { lookMs, pingMs, silentMs } = this.#times;
    const now = this.#now();
    // Whoever was asleep itself, or too busy to read, has not heard what the others may have said meanwhile.
    const wasAway = now - this.#lookedAt > lookMs + pingMs;
    this.#lookedAt = now;
    for (const one of connections) {
      if (now - one.signAt >= silentMs && !wasAway) one.giveUp();
      else if (now - Math.max(one.signAt, this.#pingedAt.get(one) ?? 0) >= pingMs || wasAway) {
        this.#pingedAt.set(one, now);
        one.ping();
      }
    }
  }
}
