import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { AuditBreak, AuditEntry, AuditPage, AuditQuery, AuditReport } from './protocol.ts';
import type { AuditFilter, AuditPoint, StoredAuditHead } from './storage.ts';

/** As many as one step of the store reads. */
const step = 500;
/** Somebody who leafs through the log is noted once in this time. */
const readEveryMs = 15 * 60_000;
const maxReaders = 1_000;
const who = (by: string | null) => by ?? 'operator';

/** What was done to others and to the house, for administrators and auditors. Reading it is noted, too. */
export class AuditLog {
  readonly #context: Context;
  /** When somebody's reading was noted last. */
  readonly #readAt = new Map<string, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The newest first. `by` is `null` for who runs the machine. */
  async list(by: string | null, { limit, ...filter }: AuditQuery): Promise<AuditPage> {
    await this.#mustRead(by);
    await this.#noteReading(who(by));
    const found = await this.#store.list(limit + 1, filter);
    return { entries: found.slice(0, limit), more: found.length > limit };
  }

  /** All that fit, the oldest first, a step at a time; noted before the first is given. */
  async export(by: string | null, filter: Omit<AuditFilter, 'order'>): Promise<AsyncIterable<AuditEntry>> {
    await this.#mustRead(by);
    const asked = Object.entries(filter).map(([name, value]) => `${name}=${value}`);
    await this.#context.audit.record(who(by), 'audit_exported', 'audit', { filter: asked });
    return this.#all(filter);
  }

  /** Follows the chain from its first entry to its last. `checkpoint`: one that was noted elsewhere, by hash and perhaps number. */
  async verify(by: string | null, checkpoint: { n?: number; hash: string } | null): Promise<AuditReport> {
    await this.#mustRead(by);
    const { head, found } = await this.#follow();
    const broken = found ?? brokenEnd(head) ?? (checkpoint && (await this.#missing(head, checkpoint)));
    await this.#context.audit.record(who(by), 'audit_verified', 'audit', {
      ...{ upTo: head.n, intact: broken === null },
    });
    const { n, hash, removed } = head;
    return { intact: broken === null, head: { n, hash }, removed, broken };
  }

  async #follow(): Promise<{ head: StoredAuditHead; found: AuditBreak | null }> {
    const head = await this.#store.head();
    let at: AuditPoint = head.removed;
    while (at.n < head.n) {
      const next = await this.#store.check(at, head.n, step);
      if (!('what' in next)) {
        at = next;
        continue;
      }
      const { removed } = await this.#store.head();
      // Retention has taken what we were about to read.
      if (removed.n > head.removed.n) return this.#follow();
      return { head, found: next };
    }
    return { head, found: at.hash === head.hash ? null : { n: at.n, what: 'changed' } };
  }

  async #missing(
    head: StoredAuditHead,
    { n, hash }: { n?: number; hash: string },
  ): Promise<AuditBreak | null> {
    if (hash === head.removed.hash && (n ?? head.removed.n) === head.removed.n) return null;
    const found = await this.#store.find(hash);
    if (found !== null && (n ?? found) === found) return null;
    return { n: n ?? head.n, what: (n ?? head.n) <= head.removed.n ? 'removed' : 'checkpoint' };
  }

  async *#all(filter: Omit<AuditFilter, 'order'>): AsyncGenerator<AuditEntry> {
    let after = filter.after ?? 0;
    for (;;) {
      const part = await this.#store.list(step, { ...filter, after, order: 'oldest' });
      yield* part;
      if (part.length < step) return;
      after = part.at(-1)!.n;
    }
  }

  async #noteReading(actor: string): Promise<void> {
    const now = this.#context.now();
    if (now - (this.#readAt.get(actor) ?? Number.NEGATIVE_INFINITY) < readEveryMs) return;
    await this.#context.audit.record(actor, 'audit_read', 'audit');
    if (this.#readAt.size >= maxReaders) this.#readAt.clear();
    this.#readAt.set(actor, now);
  }

  #mustRead(by: string | null): Promise<void> {
    return mustHave(this.#context.storage.people, by, 'audit');
  }

  get #store() {
    return this.#context.storage.audit;
  }
}

function brokenEnd({ n, isSealed, isLast }: StoredAuditHead): AuditBreak | null {
  if (!isLast) return { n: n + 1, what: 'added' };
  return isSealed ? null : { n, what: 'seal' };
}

/** A checkpoint as people write it down: `HASH`, or `NUMBER:HASH`. */
export function readCheckpoint(text: string): { n?: number; hash: string } {
  const match = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/.exec(text.trim());
  if (match) return { hash: match[2]!, ...(match[1] !== undefined && { n: Number(match[1]) }) };
  throw new RelayError(
    'invalid',
    'A checkpoint is written HASH or NUMBER:HASH, with 64 hexadecimal digits.',
    {
      field: 'checkpoint',
    },
  );
}
