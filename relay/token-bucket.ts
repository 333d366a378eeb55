/** So many at once, and so many a second after that. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  constructor(options: { perSecond: number; burst: number; now(): number }) {
    this.#perSecond = options.perSecond;
    this.#burst = options.burst;
    this.#now = options.now;
    this.#left = options.burst;
    this.#at = options.now();
  }

  /** Whether one more now would be too many. */
  isEmpty(): boolean {
    this.#fill();
    return this.#left < 1;
  }

  /** `false`: too many, and nothing was taken. */
  take(count = 1): boolean {
    this.#fill();
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }

  #fill(): void {
    const now = this.#now();
    // A clock set back gives nothing, and takes nothing.
    this.#left = Math.min(this.#burst, this.#left + (Math.max(0, now - this.#at) / 1_000) * this.#perSecond);
    this.#at = now;
  }
}
