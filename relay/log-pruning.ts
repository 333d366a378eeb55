import type { Context } from './context.ts';
import { maxDelta } from './delivery.ts';
import { Hourly } from './hourly.ts';

const dayMs = 24 * 60 * 60_000;
const keptMs = 30 * dayMs;
/** Well above what is ever sent as a delta: whoever comes back from further behind starts anew anyway. */
const keptEntries = 2 * maxDelta;
/** Entries in one step of the store, so that nobody waits long for theirs. */
const atOnce = 2_000;

/** Lets go of what event logs need no more: entries that are old, or far behind the newest. */
export class LogPruning extends Hourly {
  constructor(context: Context) {
    super(context, 'old entries of the event logs could not be removed yet');
  }

  protected async run(): Promise<void> {
    const { storage, now, rules } = this.context;
    // Subjects of conversations stand in entries, too.
    const days = rules().retention.messages;
    const age = days === null ? keptMs : Math.min(keptMs, days * dayMs);
    let next: string | null = '';
    while (next !== null && !this.isClosed) {
      next = await storage.events.prune(next, { before: now() - age, keep: keptEntries, limit: atOnce });
    }
  }
}
