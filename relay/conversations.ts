import type { z } from 'zod';
import { type Context, publish } from './context.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import { type Invitations, kept } from './invitations.ts';
import type { Previews } from './previews.ts';
import type {
  CommandInput,
  Conversation,
  commandInputs,
  Invitation,
  Message,
  Participant,
} from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import type { Refusal } from './rights.ts';
import { Typing } from './typing.ts';

/** Messages, on all of a person's channels together. */
const rate = { perSecond: 40, burst: 200 };

const unknown = () => new RelayError('unknown_conversation', 'There is no such conversation for you.');

interface Place {
  conversation: Conversation;
  me: Participant;
}

/** The rules of talking: who may write, read and leave. */
export class Conversations {
  readonly #context: Context;
  readonly #invitations: Invitations;
  readonly #previews: Previews;
  readonly #typing: Typing;
  readonly #rate: RateLimit;
  /** Invitees whose first answer is joining them right now: their next message waits for it, to keep its place. */
  readonly #joining = new Map<string, Promise<unknown>>();

  constructor(context: Context, invitations: Invitations, previews: Previews) {
    this.#context = context;
    this.#invitations = invitations;
    this.#previews = previews;
    this.#typing = new Typing(context);
    this.#rate = new RateLimit({
      ...{ ...rate, now: context.now },
      message: 'You write very fast; wait a moment and try again.',
    });
  }

  /** Appends a message. Answering as an invitee accepts the invitation. */
  async send(user: string, input: CommandInput<'send'>): Promise<Message> {
    const { conversation } = input;
    if (input.text.trim() === '' && !input.page && !input.files?.length) {
      throw new RelayError('invalid', 'text is empty.', { field: 'text' });
    }
    this.#rate.take(user);
    const withheld = await this.mayWrite(user, conversation);
    const message = { ...input, withheld, id: randomId(), from: user, at: this.#context.now() };
    const append = () => this.#store.append(message);
    let result = await append();
    if ('refused' in result && result.refused === 'invited') {
      await this.#join(user, conversation);
      result = await append();
    }
    if (!('refused' in result)) {
      if (!result.repeated) this.#previews.consider(result.value);
      return publish(this.#context, result);
    }
    if (result.refused === 'reused') {
      throw new RelayError('conflict', 'This clientId belongs to another message.', { field: 'clientId' });
    }
    if (result.refused === 'unknown') {
      throw new RelayError('unknown_message', 'There is no such message to answer.', { field: 'reply' });
    }
    if (result.refused === 'file') {
      throw new RelayError('unknown_file', 'A file was sent already, or is not yours.', { field: 'files' });
    }
    throw result.refused === 'stranger' ? unknown() : await this.#over(user, conversation);
  }

  async read(user: string, input: { conversation: string; seq: number }): Promise<{ seq: number }> {
    const { me, conversation } = await this.place(user, input.conversation);
    // Whom they have blocked, or a barrier keeps from them, would see by it that they are there.
    const { rights } = this.#context;
    const quietly = conversation.participants.some(
      ({ name, state }) => state !== 'left' && (rights.hasBlocked(user, name) || rights.isApart(user, name)),
    );
    const { conversation: id, seq } = input;
    const marked = await this.#store.markRead(id, user, seq, this.#context.now(), quietly);
    return { seq: marked ? publish(this.#context, marked) : me.readSeq };
  }

  async typing(user: string, input: { conversation: string }): Promise<Record<string, never>> {
    if (!this.#typing.mayTell(user, input.conversation)) return {};
    const { conversation } = await this.place(user, input.conversation);
    const others = conversation.participants.filter(
      ({ name, state }) => name !== user && state !== 'left' && !this.#context.rights.isParted(user, name),
    );
    this.#typing.tell(
      user,
      conversation.id,
      others.map(({ name }) => name),
    );
    return {};
  }

  /** An invitee who leaves declines. What an inviter leaves whom nobody has joined is withdrawn. */
  async leave(user: string, input: { conversation: string }): Promise<Conversation> {
    const { conversation, me } = await this.place(user, input.conversation);
    const invitation = await this.#store.invitationTo(conversation.id, user);
    if (me.state === 'invited' && invitation) {
      await this.#invitations.decline(user, { invitation: invitation.id });
      return (await this.#store.conversation(conversation.id))!;
    }
    const left = await this.#store.leave(conversation.id, user, this.#context.now());
    if (!left) throw unknown();
    const value = publish(this.#context, left);
    const isEmpty = !value.participants.some(({ state }) => state === 'joined');
    if (isEmpty) await this.#invitations.withdrawAll(user, conversation.id);
    return value;
  }

  async rename(user: string, input: { conversation: string; header: string }): Promise<Conversation> {
    const { conversation, header } = input;
    await this.joined(user, conversation);
    await this.mayWrite(user, conversation);
    const renamed = await this.#store.rename(conversation, user, header.trim(), this.#context.now());
    if (!renamed) throw unknown();
    return publish(this.#context, renamed);
  }

  /** Invites more people into it. */
  async add(user: string, input: z.output<typeof commandInputs.add>): Promise<Invitation> {
    const { conversation } = await this.joined(user, input.conversation);
    return this.#invitations.inviteInto(user, conversation, input);
  }

  async history(
    user: string,
    input: { conversation: string; before?: number; after?: number; limit: number },
  ): Promise<{ messages: Message[] }> {
    const { conversation, ...range } = input;
    await this.place(user, conversation);
    return { messages: await this.#store.messages(conversation, { ...range, viewer: user }) };
  }

  /** The conversation and the person's own part in it, for somebody who is invited or has joined. */
  async place(user: string, id: string): Promise<Place> {
    const conversation = await this.#store.conversation(id);
    const me = conversation?.participants.find(({ name }) => name === user);
    if (!conversation || !me) throw unknown();
    if (me.state === 'left') throw await this.#over(user, id);
    return { conversation, me };
  }

  /**
   * From whom it must be withheld, because they have blocked the writer. Throws where a barrier stands between them and
   * somebody who is in the conversation, and where the writer has blocked all others.
   */
  async mayWrite(user: string, id: string): Promise<string[]> {
    const conversation = await this.#store.conversation(id);
    const present = conversation?.participants.filter(({ state }) => state !== 'left') ?? [];
    if (!present.some(({ name }) => name === user)) return [];
    const others = present.map(({ name }) => name).filter(name => name !== user);
    const refused = (why: Refusal) =>
      others.filter(name => this.#context.rights.may(user, 'write', name, id) === why);
    if (refused('apart').length > 0) throw kept();
    const blocking = refused('blocking');
    if (blocking.length > 0 && blocking.length === others.length) {
      throw new RelayError('forbidden', `You have blocked ${blocking.join(', ')}.`);
    }
    return refused('blocked');
  }

  /** The same for who has joined alone. */
  async joined(user: string, id: string): Promise<Place> {
    const place = await this.place(user, id);
    if (place.me.state === 'joined') return place;
    throw new RelayError('forbidden', 'Accept the invitation first.');
  }

  async #join(user: string, conversation: string): Promise<void> {
    const key = `${user} ${conversation}`;
    const joining = this.#joining.get(key);
    if (joining) return void (await joining.catch(() => {}));
    const accepting = this.#accept(user, conversation).finally(() => this.#joining.delete(key));
    this.#joining.set(key, accepting);
    await accepting;
  }

  async #accept(user: string, conversation: string): Promise<void> {
    const invitation = await this.#store.invitationTo(conversation, user);
    if (invitation) await this.#invitations.accept(user, { invitation: invitation.id });
  }

  /** Why somebody who is out may do no more here. */
  async #over(user: string, conversation: string): Promise<RelayError> {
    const invitation = await this.#store.invitationTo(conversation, user);
    const own = invitation?.to.find(({ name }) => name === user);
    return own && own.state !== 'accepted'
      ? new RelayError('invitation_over', `The invitation was ${own.state}.`)
      : new RelayError('conversation_left', 'You have left this conversation.');
  }

  get #store() {
    return this.#context.storage.conversations;
  }
}
