import { type Context, publish } from './context.ts';
import { mustHave } from './duties.ts';
import { Hourly } from './hourly.ts';
import { type Keeping, type RetentionKind, retentionKinds } from './protocol.ts';
import type { SweepKind } from './storage.ts';

const dayMs = 24 * 60 * 60_000;
/** Rows of one step: a few milliseconds of the store’s thread. */
const atOnce = 100;
const conversationsAtOnce = 20;
/** One announcement may have ten thousand receipts. */
const limits: Partial<Record<SweepKind, number>> = { announcements: 1, help: 20 };
/** A closed request for help can be taken up again for a day. */
const leastMs: Partial<Record<RetentionKind, number>> = { help: dayMs };

const sweeps: Record<RetentionKind, SweepKind[]> = {
  messages: ['messages', 'left', 'invitations', 'headers'],
  files: ['files'],
  announcements: ['announcements'],
  audit: [],
  help: ['help'],
};

/** Lets go of what has been kept long enough, in steps between which everybody else’s work is done. */
export class Retention extends Hourly {
  readonly #freed: () => void;
  #sweptAt: number | null = null;
  /** Conversations in which something was swept that nobody was told of yet, and up to which message. */
  readonly #emptied = new Map<string, number>();

  /** `freed`: contents may be there that nothing refers to any more. */
  constructor(context: Context, freed: () => void) {
    super(context, 'what was kept long enough could not be removed yet');
    this.#freed = freed;
  }

  /** How long what is kept; `sweptAt`: when a sweep last came to its end. */
  async periods(by: string | null): Promise<{ days: Keeping; sweptAt: number | null }> {
    await mustHave(this.context.storage.people, by, 'audit');
    return { days: this.context.rules().retention, sweptAt: this.#sweptAt };
  }

  /** By the periods that are in force then. */
  protected async run(): Promise<void> {
    for (const kind of retentionKinds) await this.#keep(kind);
    await this.#tell();
    await this.#all('copies', this.context.now());
    await this.#all('held-files', this.context.now());
    if (this.isClosed) return;
    this.#freed();
    this.#sweptAt = this.context.now();
  }

  async #keep(kind: RetentionKind): Promise<void> {
    const { rules, now, audit } = this.context;
    const days = rules().retention[kind];
    if (days === null) return;
    const before = now() - Math.max(days * dayMs, leastMs[kind] ?? 0);
    if (kind === 'audit') return this.#shorten(before);
    let swept = 0;
    for (const what of sweeps[kind]) swept += await this.#all(what, before);
    if (swept > 0) await audit.record('hallway', 'retention_swept', kind, { days, count: swept });
  }

  async #all(kind: SweepKind, before: number): Promise<number> {
    const { storage, now } = this.context;
    const limit = limits[kind] ?? atOnce;
    let swept = 0;
    let from: string | null = null;
    while (!this.isClosed) {
      const step = await storage.retention.sweep(kind, { before, now: now(), from, limit });
      swept += step.swept;
      for (const { id, through } of step.emptied)
        this.#emptied.set(id, Math.max(through, this.#emptied.get(id) ?? 0));
      if (step.next === null) break;
      from = step.next;
    }
    return swept;
  }

  /** Once for each conversation, however many of its messages went; also when the server is about to stop. */
  async #tell(): Promise<void> {
    while (this.#emptied.size > 0) {
      const some = [...this.#emptied].slice(0, conversationsAtOnce).map(([id, through]) => ({ id, through }));
      publish(this.context, await this.context.storage.retention.tell(some, this.context.now()));
      for (const { id } of some) this.#emptied.delete(id);
    }
  }

  async #shorten(before: number): Promise<void> {
    const { storage, now } = this.context;
    let removed = atOnce;
    while (removed === atOnce && !this.isClosed) {
      const entry = { at: now(), actor: 'hallway', action: 'retention_swept', subject: 'audit' };
      removed = await storage.audit.shorten(before, atOnce, entry);
    }
  }
}
