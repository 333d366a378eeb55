import type { Context } from './context.ts';

const everyMs = 60 * 60_000;

/** Housekeeping in steps, between which everybody else's work is done: now, and every hour. */
export abstract class Hourly {
  protected readonly context: Context;
  /** No further step is to be begun. */
  protected isClosed = false;
  readonly #complaint: string;
  readonly #level: 'warn' | 'error';
  #cancel: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();

  /** `complaint`: what the log says when a run fails, as grave as `level`; the next one tries again. */
  constructor(context: Context, complaint: string, level: 'warn' | 'error' = 'warn') {
    this.context = context;
    this.#complaint = complaint;
    this.#level = level;
  }

  start(): void {
    this.runSoon();
    this.#cancel = this.context.timers.after(everyMs, () => this.start());
  }

  /** Fulfilled when every run asked for so far is over, or has failed. */
  settled(): Promise<void> {
    return this.#running;
  }

  /** Fulfilled when the step under way is done. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.#cancel?.();
    await this.#running;
  }

  /** Once more, behind the run under way. */
  protected runSoon(): void {
    this.#running = this.#running.then(() => this.#try());
  }

  protected abstract run(): Promise<void>;

  async #try(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      this.context.log[this.#level]({ err: error }, this.#complaint);
    }
  }
}
