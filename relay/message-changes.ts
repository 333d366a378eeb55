import { type Context, publish } from './context.ts';
import type { Conversations } from './conversations.ts';
import { RelayError, type RelayErrorCode } from './errors.ts';
import { firstLink } from './first-link.ts';
import type { Previews } from './previews.ts';
import { limits, type Message } from './protocol.ts';
import type { ChangeRefusal, MessageChange } from './storage.ts';

interface Which {
  conversation: string;
  seq: number;
  clientId: string;
}

const refusals: Record<ChangeRefusal, [RelayErrorCode, string, string?]> = {
  stranger: ['unknown_conversation', 'There is no such conversation for you.'],
  left: ['conversation_left', 'You have left this conversation.'],
  invited: ['forbidden', 'Accept the invitation first.'],
  unknown: ['unknown_message', 'There is no such message in this conversation.', 'seq'],
  foreign: ['forbidden', 'Only who wrote a message may change it.'],
  deleted: ['message_deleted', 'The message was deleted by its sender.'],
  full: ['limited', `A message carries at most ${limits.reactions} different reactions.`, 'emoji'],
  reused: ['conflict', 'This clientId was used for something else.', 'clientId'],
};

/** The rules of changing what was said: one's own words alone, and a reaction to anybody's. */
export class MessageChanges {
  readonly #context: Context;
  readonly #conversations: Conversations;
  readonly #previews: Previews;
  readonly #erased: () => void;

  /** `erased`: something may be there that nobody refers to any more. */
  constructor(context: Context, conversations: Conversations, previews: Previews, erased: () => void) {
    this.#context = context;
    this.#conversations = conversations;
    this.#previews = previews;
    this.#erased = erased;
  }

  async edit(user: string, { text, ...which }: Which & { text: string }): Promise<Message> {
    const edited = await this.#change(user, which, { kind: 'edit', text, link: firstLink(text) });
    this.#previews.consider(edited);
    return edited;
  }

  async erase(user: string, which: Which): Promise<Message> {
    const erased = await this.#change(user, which, { kind: 'erase' });
    this.#erased();
    return erased;
  }

  react(user: string, { emoji, on, ...which }: Which & { emoji: string; on: boolean }): Promise<Message> {
    return this.#change(user, which, { kind: 'react', emoji, on, max: limits.reactions });
  }

  async #change(user: string, which: Which, what: MessageChange['what']): Promise<Message> {
    // Says why not, in an invitation's own words, to who is out.
    await this.#conversations.place(user, which.conversation);
    const withheld = await this.#conversations.mayWrite(user, which.conversation);
    const { storage, now } = this.#context;
    const result = await storage.conversations.change({ ...which, user, what, withheld, at: now() });
    if (!('refused' in result)) return publish(this.#context, result);
    const [code, message, field] = refusals[result.refused];
    throw new RelayError(code, message, field === undefined ? undefined : { field });
  }
}
