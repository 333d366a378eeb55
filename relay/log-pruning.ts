import type { Context } from './context.ts';
import { maxDelta } from './delivery.ts';

const everyMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
const keptMs = 30 * dayMs;
/** Well above what is ever sent as a delta: whoever comes back from further behind starts anew anyway. */
const keptEntries = 2 * maxDelta;
/** Entries in one step of the store, so that nobody waits long for theirs. */
const atOnce = 2_000;

/** Lets go of what event logs need no more: entries that are old, or far behind the newest. */
export class LogPruning {
  readonly #context: Context;
  #cancel: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Now, and every hour. */
  start(): void {
    this.#running = this.#running.then(() => this.#run());
    this.#cancel = this.#context.timers.after(everyMs, () => this.start());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { storage, log, now, rules } = this.#context;
    // Subjects of conversations stand in entries, too.
    const days = rules().retention.messages;
    const age = days === null ? keptMs : Math.min(keptMs, days * dayMs);
    try {
      let next: string | null = '';
      while (next !== null && !this.#isClosed) {
        next = await storage.events.prune(next, { before: now() - age, keep: keptEntries, limit: atOnce });
      }
    } catch (error) {
      log.warn({ err: error }, 'old entries of the event logs could not be removed yet');
    }
  }
}
