import type { StoredAccounts } from './accounts.ts';
import { type Context, publish } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { Hourly } from './hourly.ts';
import { randomId } from './ids.ts';
import type { Memberships } from './memberships.ts';
import { canonical } from './profile.ts';

/** Rows of one step: a few milliseconds of the store’s thread. */
const atOnce = 100;
const mostConversations = 1_000;

export interface DeletionParts {
  accounts: Pick<StoredAccounts, 'departed'>;
  memberships: Pick<Memberships, 'handOn'>;
  /** Reads anew what is held in memory. */
  reload(): Promise<void>;
  /** Contents may be there that nothing refers to any more. */
  freed(): void;
}

const start = '~gone-';

/** Whether it is the name that stands in the place of somebody who was deleted. */
export const isGone = (name: string): boolean => name.startsWith(start);

/** Deletes people: at once what lets anybody be them or reach them, then step by step what is left of them. */
export class Deletions extends Hourly {
  readonly #parts: DeletionParts;

  constructor(context: Context, parts: DeletionParts) {
    super(context, 'a person could not be deleted to the end yet', 'error');
    this.#parts = parts;
  }

  /** `by` is `null` for who runs the machine. The rest goes on behind the answer. */
  async delete(by: string | null, typed: string): Promise<void> {
    const { storage, audit, now } = this.context;
    await mustHave(storage.people, by, 'administer');
    const name = canonical(typed);
    if (name === by) throw new RelayError('forbidden', 'Somebody else has to delete your account.');
    const begun = await storage.deletions.begin({
      name,
      heir: `${start}${randomId().toLowerCase()}`,
      at: now(),
    });
    if ('refused' in begun) throw refusalOf(begun.refused, name);
    const person = await storage.people.get(name);
    if (person) this.#parts.accounts.departed(person);
    this.runSoon();
    await audit.record(by ?? 'operator', 'person_deleted', name);
  }

  /** Goes on with what was begun. */
  protected async run(): Promise<void> {
    for (const name of await this.#store.pending()) await this.#finish(name);
  }

  async #finish(name: string): Promise<void> {
    await this.#leave(name);
    await this.#parts.memberships.handOn(name);
    let isDone = false;
    while (!isDone && !this.isClosed)
      isDone = publish(this.context, await this.#store.step(name, this.context.now(), atOnce));
    if (!isDone) return;
    await this.#parts.reload();
    this.#parts.freed();
    await this.context.audit.record('hallway', 'person_deletion_done', name);
  }

  /** So that whoever talks to them sees them go. */
  async #leave(name: string): Promise<void> {
    const { conversations } = this.context.storage;
    const at = this.context.now();
    for (const { id, from } of await conversations.invitations(name, ['pending', 'shown'])) {
      if (from.name !== name) continue;
      const move = { invitation: id, user: null, from: ['pending' as const, 'shown' as const], at };
      const moved = await conversations.move({ ...move, to: 'withdrawn' });
      if (moved) publish(this.context, moved);
    }
    for (const { id } of await conversations.conversationsOf(name, mostConversations)) {
      const left = await conversations.leave(id, name, at);
      if (left) publish(this.context, left);
    }
  }

  get #store() {
    return this.context.storage.deletions;
  }
}

function refusalOf(refused: 'unknown' | 'last' | 'held', name: string): RelayError {
  if (refused === 'unknown')
    return new RelayError('unknown_person', 'There is nobody of that name.', { field: 'name' });
  if (refused === 'last')
    return new RelayError('forbidden', `${name} is the last administrator who may log in.`);
  return new RelayError(
    'held',
    `${name}, or a conversation that they were in, is under a legal hold: lift it first.`,
  );
}
