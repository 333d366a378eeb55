import { RelayError } from './errors.ts';
import type { Log } from './log.ts';
import type { AuditAction } from './protocol.ts';
import type { Storage } from './storage.ts';

type Detail = Record<string, string | number | boolean | string[]>;

/** Writes the audit log. `detail` never holds message texts or secrets. */
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

  /** What people do for themselves: written beside the work, so that nobody waits for it. */
  note(actor: string, action: AuditAction, subject: string, detail: Detail = {}): void {
    this.#add(actor, action, subject, detail).catch(() => {});
  }

  /**
   * What is done to others or to the house: no answer is given before it is written. Last in what is done, so that an
   * act that could not be noted has its effects, and whoever did it hears `not_audited`.
   */
  async record(actor: string, action: AuditAction, subject: string, detail: Detail = {}): Promise<void> {
    await this.#add(actor, action, subject, detail).catch(cause => {
      throw new RelayError('not_audited', 'It was done, but the audit log could not be written.', { cause });
    });
  }

  /** Fulfilled when everything noted so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing);
  }

  #add(...entry: [actor: string, action: AuditAction, subject: string, detail: Detail]): Promise<void> {
    const writing = this.#write(...entry);
    const settled = writing.catch(() => {}).finally(() => this.#writing.delete(settled));
    this.#writing.add(settled);
    return writing;
  }

  async #write(actor: string, action: AuditAction, subject: string, detail: Detail): Promise<void> {
    try {
      await this.#storage.audit.add({ at: this.#now(), actor, action, subject, detail });
    } catch (error) {
      this.#log.error({ err: error, action, actor, subject }, 'an audit entry could not be written');
      throw error;
    }
  }
}
