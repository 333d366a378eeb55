import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import { checked } from './problems.ts';
import { canonical } from './profile.ts';
import { type HeldCopy, type Hold, holdSchema, liftSchema } from './protocol.ts';

const most = 500;
const who = (by: string | null) => by ?? 'operator';

/**
 * Legal holds: set and lifted by administrators, each with a reason; auditors see them, and what they keep. `by` is `null`
 * for who runs the machine.
 */
export class Holds {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async list(by: string | null): Promise<Hold[]> {
    await mustHave(this.#context.storage.people, by, 'audit');
    return this.#store.list(most);
  }

  async set(by: string | null, input: unknown): Promise<Hold> {
    await mustHave(this.#context.storage.people, by, 'administer');
    const { kind, subject: typed, reason } = checked(holdSchema, input);
    const subject = kind === 'person' ? canonical(typed) : typed;
    const hold = await this.#store.set({
      id: randomId(),
      kind,
      subject,
      reason,
      by: who(by),
      at: this.#context.now(),
    });
    if ('refused' in hold) throw refusalOf(hold.refused, kind);
    await this.#context.audit.record(who(by), 'hold_set', subject, { kind, hold: hold.id, reason });
    return hold;
  }

  /** What was put aside goes with the next sweep, unless another hold keeps it. */
  async lift(by: string | null, id: string, input: unknown): Promise<Hold> {
    await mustHave(this.#context.storage.people, by, 'administer');
    const { reason } = checked(liftSchema, input);
    const hold = await this.#store.lift(id, { by: who(by), reason, at: this.#context.now() });
    if (!hold) throw unknownHold();
    await this.#context.audit.record(who(by), 'hold_lifted', hold.subject, {
      kind: hold.kind,
      hold: id,
      reason,
    });
    return hold;
  }

  /** What people have changed or taken back meanwhile; each reading is noted. */
  async copies(by: string, id: string, after: number, limit: number): Promise<HeldCopy[]> {
    await mustHave(this.#context.storage.people, by, 'audit');
    const hold = await this.#store.get(id);
    if (!hold) throw unknownHold();
    const found = await this.#store.copies(id, after, limit);
    await this.#context.audit.record(by, 'held_copies_read', hold.subject, { hold: id, count: found.length });
    return found;
  }

  get #store() {
    return this.#context.storage.holds;
  }
}

const unknownHold = () => new RelayError('unknown_hold', 'There is no such hold in force.');

function refusalOf(refused: 'unknown' | 'held', kind: Hold['kind']): RelayError {
  if (refused === 'held')
    return new RelayError('conflict', 'A hold on this is in force already.', { field: 'subject' });
  return kind === 'person'
    ? new RelayError('unknown_person', 'There is nobody of that name.', { field: 'subject' })
    : new RelayError('unknown_conversation', 'There is no such conversation.', { field: 'subject' });
}
