interface Count {
  failures: number;
  /** Of the last failure. */
  at: number;
  blockedUntil: number;
}

export interface LimiterOptions {
  now(): number;
  /** Failures that cost nothing yet. */
  free: number;
  /** Quiet time after which failures are forgotten, and the longest block. */
  windowMs?: number;
  maxKeys?: number;
}

const firstBlockMs = 1_000;

/** Counts failures by key (a name, an address); beyond the free ones each doubles the time to wait. */
export class AttemptLimiter {
  readonly #now: () => number;
  readonly #free: number;
  readonly #windowMs: number;
  readonly #maxKeys: number;
  readonly #counts = new Map<string, Count>();

  constructor(options: LimiterOptions) {
    this.#now = options.now;
    this.#free = options.free;
    this.#windowMs = options.windowMs ?? 15 * 60_000;
    this.#maxKeys = options.maxKeys ?? 10_000;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** How long the key has to wait before it may try; 0: not at all. */
  waitMs(key: string): number {
    return Math.max(0, (this.#counts.get(key)?.blockedUntil ?? 0) - this.#now());
  }

  failures(key: string): number {
    const count = this.#counts.get(key);
    return count && this.#now() - count.at < this.#windowMs ? count.failures : 0;
  }

  /** Counts an attempt as failed before its outcome is known, so that many at once are no way around. */
  begin(key: string): void {
    const failures = this.failures(key) + 1;
    const over = failures - this.#free;
    const blockMs = over <= 0 ? 0 : Math.min(this.#windowMs, firstBlockMs * 2 ** Math.min(over - 1, 30));
    // Taken out first, so that the map stays ordered by last use and the oldest goes when it is full.
    this.#counts.delete(key);
    this.#counts.set(key, {
      failures,
      at: this.#now(),
      blockedUntil: blockMs === 0 ? 0 : this.#now() + blockMs,
    });
    if (this.#counts.size > this.#maxKeys) this.#counts.delete(this.#counts.keys().next().value!);
  }

  /** The attempt was right after all: takes one back. */
  undo(key: string): void {
    const count = this.#counts.get(key);
    if (!count) return;
    count.failures -= 1;
    if (count.failures <= this.#free) count.blockedUntil = 0;
    if (count.failures <= 0) this.#counts.delete(key);
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }
}
