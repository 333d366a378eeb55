import { type Context, tellMine } from './context.ts';
import type { Conversations } from './conversations.ts';

/** Conversations that a person wants to hear nothing of until they look. */
export class Mutes {
  readonly #context: Context;
  readonly #conversations: Conversations;
  readonly #changed: (user: string) => void;

  /** `changed`: somebody has something due, or nothing more. */
  constructor(context: Context, conversations: Conversations, changed: (user: string) => void) {
    this.#context = context;
    this.#conversations = conversations;
    this.#changed = changed;
  }

  async set(
    user: string,
    { conversation, on }: { conversation: string; on: boolean },
    session?: string,
  ): Promise<{ muted: string[] }> {
    await this.#conversations.place(user, conversation);
    const muted = await this.#context.storage.conversations.mute(conversation, user, on);
    tellMine(this.#context, user, { muted }, session);
    this.#changed(user);
    return { muted };
  }
}
