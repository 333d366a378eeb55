import { type Context, publish } from './context.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import type { Invitations } from './invitations.ts';
import type { CommandOutputs, LeftMessage } from './protocol.ts';

/** Unread messages of one colleague, and of all guests together, that wait in one inbox. */
export const maxWaiting = { colleague: 50, guests: 200 } as const;

const unknown = () => new RelayError('unknown_left', 'There is no such message in your inbox.');

/** What somebody without an account leaves. */
export interface GuestWords {
  owner: string;
  display: string;
  contact: string | null;
  group: string | null;
  text: string;
  clientId: string;
}

/** Messages left for people: who may leave one, and what its owner does with it. */
export class LeftMessages {
  readonly #context: Context;
  readonly #invitations: Invitations;

  constructor(context: Context, invitations: Invitations) {
    this.#context = context;
    this.#invitations = invitations;
  }

  async leave(
    user: string,
    { to, text, clientId }: { to: string; text: string; clientId: string },
  ): Promise<{ id: string; at: number }> {
    if (to === user) throw new RelayError('invalid', 'You cannot leave yourself a message.', { field: 'to' });
    const [owner, sender] = await Promise.all([this.#people.get(to), this.#people.get(user)]);
    const refusal = this.#context.rights.may(user, 'message', to);
    if (!owner || owner.disabled || !sender || refusal === 'apart')
      throw new RelayError('unknown_person', `There is nobody called ${to}.`, { field: 'to' });
    if (refusal === 'blocking') throw new RelayError('forbidden', `You have blocked ${to}.`, { field: 'to' });
    const { id, at } = await this.#add(
      {
        hidden: refusal === 'blocked',
        ...{ owner: to, sender: user, display: sender.display, contact: null, group: null },
        ...{ text, clientId },
      },
      maxWaiting.colleague,
    );
    return { id, at };
  }

  /** For somebody without an account; whether the owner takes such messages was asked before. */
  leaveAsGuest(words: GuestWords): Promise<LeftMessage> {
    return this.#add({ ...words, sender: null }, maxWaiting.guests);
  }

  async inbox(
    user: string,
    { before, limit }: { before?: string; limit: number },
  ): Promise<CommandOutputs['inbox']> {
    const [left, unread] = await Promise.all([
      this.#store.list(user, before ?? null, limit + 1),
      this.#store.unread(user),
    ]);
    return { left: left.slice(0, limit), unread, more: left.length > limit };
  }

  async mark(user: string, { id, read }: { id: string; read: boolean }): Promise<CommandOutputs['markLeft']> {
    const before = await this.#store.get(user, id);
    if (!before) throw unknown();
    // The first reading keeps its time.
    const readAt = read ? (before.readAt ?? this.#context.now()) : null;
    const left = await this.#change(user, id, { readAt });
    return { left, unread: await this.#store.unread(user) };
  }

  /** Done twice it gives the same invitation. */
  async answer(
    user: string,
    { id, message }: { id: string; message: string },
  ): Promise<CommandOutputs['answerLeft']> {
    const before = await this.#store.get(user, id);
    if (!before) throw unknown();
    const { name } = before.from;
    const invitation =
      name === null
        ? null
        : await this.#invitations.invite(user, {
            ...{ to: [name], header: '', instruction: '', message, page: null, urgent: false },
            clientId: `left-${id}`,
          });
    const now = this.#context.now();
    const left = await this.#change(user, id, {
      readAt: before.readAt ?? now,
      answeredAt: before.answeredAt ?? now,
    });
    return { left, invitation, contact: left.contact };
  }

  async remove(user: string, { id }: { id: string }): Promise<CommandOutputs['removeLeft']> {
    const removed = await this.#store.remove(user, id, this.#context.now());
    if (!removed) throw unknown();
    publish(this.#context, removed);
    return { unread: await this.#store.unread(user) };
  }

  async #add(
    words: GuestWords & { sender: string | null; hidden?: boolean },
    max: number,
  ): Promise<LeftMessage> {
    const at = this.#context.now();
    const written = await this.#store.add({ ...words, id: randomId(), at }, max);
    if (!('refused' in written)) return publish(this.#context, written);
    if (written.refused === 'full')
      throw new RelayError('limited', 'Too many messages wait there already; try again another day.');
    throw new RelayError('conflict', 'This clientId belongs to another message.', { field: 'clientId' });
  }

  async #change(
    user: string,
    id: string,
    changes: { readAt?: number | null; answeredAt?: number },
  ): Promise<LeftMessage> {
    const changed = await this.#store.change(user, id, changes, this.#context.now());
    if (!changed) throw unknown();
    return publish(this.#context, changed);
  }

  get #store() {
    return this.#context.storage.left;
  }

  get #people() {
    return this.#context.storage.people;
  }
}
