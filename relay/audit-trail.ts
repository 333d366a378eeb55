import type { Log } from './log.ts';
import type { Storage } from './storage.ts';

type Detail = Record<string, string | number | boolean | string[]>;

/** Writes the audit log beside the work, so that nobody waits for it. */
export class AuditTrail {
  readonly #storage: Storage;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #writing = new Set<Promise<void>>();

  constructor(storage: Storage, log: Log, now: () => number) {
    this.#storage = storage;
    this.#log = log;
    this.#now = now;
  }

  /** `detail` never holds message texts or secrets. */
  note(actor: string, action: string, subject: string, detail: Detail = {}): void {
    const entry = { at: this.#now(), actor, action, subject, detail };
    const writing = this.#storage.audit
      .add(entry)
      .catch(error => this.#log.error({ err: error, action }, 'an audit entry could not be written'))
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Fulfilled when everything noted so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing);
  }
}
