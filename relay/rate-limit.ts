import { RelayError } from './errors.ts';
import { TokenBucket } from './token-bucket.ts';

const maxKeys = 10_000;

/** How often one person may do something; each has a bucket of their own. */
export class RateLimit {
  readonly #options: { perSecond: number; burst: number; now(): number };
  readonly #message: string;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `message`: what they are told who do it too often. */
  constructor(options: { perSecond: number; burst: number; now(): number; message: string }) {
    this.#options = options;
    this.#message = options.message;
  }

  /** Throws `limited`. */
  take(user: string, count = 1): void {
    const bucket = this.#buckets.get(user) ?? new TokenBucket(this.#options);
    // Taken out first, so that the map stays ordered by last use; a bucket that long unused is full again.
    this.#buckets.delete(user);
    this.#buckets.set(user, bucket);
    if (this.#buckets.size > maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    if (!bucket.take(count)) throw new RelayError('limited', this.#message);
  }
}
