import type { Context } from './context.ts';

const everyMs = 60 * 60_000;

/** Housekeeping in steps, between which everybody else's work is done: now, and every hour. */
export abstract class Hourly {
  protected readonly context: Context;
  /** No further step is to be begun. */
  protected isClosed = false;
  readonly #complaint: string;
  #cancel: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();

  /** `complaint`: what the log says when a run fails; the next one tries again. */
  constructor(context: Context, complaint: string) {
    this.context = context;
    this.#complaint = complaint;
  }

  start(): void {
    this.#running = this.#running.then(() => this.#try());
    this.#cancel = this.context.timers.after(everyMs, () => this.start());
  }

  /** Fulfilled when the step under way is done. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.#cancel?.();
    await this.#running;
  }

  protected abstract run(): Promise<void>;

  async #try(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      this.context.log.warn({ err: error }, this.#complaint);
    }
  }
}
