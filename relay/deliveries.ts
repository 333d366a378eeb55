import type { Context } from './context.ts';
import type { Deliver } from './deliver.ts';
import { type Letter, signedPost } from './signature.ts';
import type { Parcel } from './storage.ts';

const second = 1_000;
const hour = 3_600 * second;
/** What another process puts into a queue, or what no entry of a log announces, is found by this. */
const lookEveryMs = second;
const backoff = { firstMs: 5 * second, mostMs: hour };
/** An event that could not be delivered for so long never will be. */
const keepTryingMs = 24 * hour;
/** A receiver that was not there for so long is not asked any more. */
const deadAfterMs = 5 * 24 * hour;
/** Settled ones that administrators can still look at. */
const keptSettled = 100;

type Result = { status: number | null; error: string | null };

/**
 * Empties the queues of webhooks: each in order and one at a time, at least once. An event stays the next one until its
 * receiver has said 2xx to it; whatever ends this process before that, it is sent again.
 */
export class Deliveries {
  readonly #context: Context;
  readonly #deliver: Deliver | null;
  readonly #random: () => number;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #looking: Promise<void> | null = null;
  #again = false;
  #cancel = () => {};

  constructor(context: Context, deliver: Deliver | null, random = Math.random) {
    this.#context = context;
    this.#deliver = deliver;
    this.#random = random;
  }

  start(): void {
    if (!this.#deliver) return;
    this.wake();
    this.#cancel = this.#context.timers.after(lookEveryMs, () => this.start());
  }

  /** Something may have been put into a queue. */
  wake(): void {
    if (!this.#deliver || this.#stop.signal.aborted) return;
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
  }

  /** Never rejects: what could not be sent is what comes back. */
  async send(letter: Letter): Promise<Result> {
    if (!this.#deliver) return { status: null, error: 'This process delivers nothing.' };
    try {
      const post = signedPost(letter, this.#context.now());
      const { status } = await this.#deliver(post, this.#stop.signal);
      return { status, error: status >= 200 && status < 300 ? null : refusal(status) };
    } catch (error) {
      return { status: null, error: (error as Error).message };
    }
  }

  /** What is under way is broken off, and sent again by the next start. */
  async close(): Promise<void> {
    this.#cancel();
    this.#stop.abort();
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    try {
      while (this.#again && !this.#stop.signal.aborted) {
        this.#again = false;
        for (const id of await this.#store.due(this.#context.now())) this.#begin(id);
      }
    } catch (error) {
      this.#context.log.warn({ err: error }, 'the queues of webhooks could not be read yet');
    }
  }

  #begin(id: string): void {
    if (this.#running.has(id)) return;
    const run = this.#run(id)
      .catch(error => this.#context.log.warn({ err: error, webhook: id }, 'a webhook’s queue has to wait'))
      .finally(() => this.#running.delete(id));
    this.#running.set(id, run);
  }

  async #run(id: string): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const parcel = await this.#store.next(id, this.#context.now());
      if (!parcel) return;
      const result = await this.send(parcel);
      // Broken off by us: nobody knows whether it arrived.
      if (this.#stop.signal.aborted && result.error !== null) return;
      await this.#settle(parcel, result);
    }
  }

  async #settle(parcel: Parcel, result: Result): Promise<void> {
    const { webhook, n, failures } = parcel;
    const at = this.#context.now();
    const delivered = result.error === null;
    const nextAt = delivered ? 0 : at + this.#waitMs(failures);
    await this.#store.settle({ webhook, n, at, delivered, ...result, nextAt }, keptSettled);
    if (!delivered) await this.#judge(parcel, at);
  }

  async #judge({ webhook, failingSince }: Parcel, at: number): Promise<void> {
    const failsForMs = at - (failingSince ?? at);
    if (failsForMs < keepTryingMs) return;
    const isDead = failsForMs >= deadAfterMs;
    await this.#store.giveUp(webhook, isDead ? Number.MAX_SAFE_INTEGER : at - keepTryingMs, at);
    if (!isDead) return;
    await this.#store.die(webhook, at);
    this.#context.log.warn({ webhook }, 'a webhook failed for days: nothing more is sent to it');
    await this.#context.audit.record('hallway', 'webhook_given_up', webhook);
  }

  /** Spread out, so that a receiver that comes back is not met by all at once. */
  #waitMs(failures: number): number {
    const plain = Math.min(backoff.firstMs * 2 ** Math.min(failures, 20), backoff.mostMs);
    return Math.round(plain * (0.75 + this.#random() / 2));
  }

  get #store() {
    return this.#context.storage.webhooks;
  }
}

const refusal = (status: number) =>
  status >= 300 && status < 400
    ? `It answered ${status}; redirects are not followed.`
    : `It answered ${status}.`;
