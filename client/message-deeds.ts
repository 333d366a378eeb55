import type { CommandInput, Message } from '../relay/protocol.ts';
import type { Answer } from './channel.ts';
import type { PaneModel } from './pane-model.ts';
import type { PaneWorld } from './pane-world.ts';
import { withChanged } from './state.ts';

type Change = 'edit' | 'erase' | 'react';

/** What a person does with what was said; the answer is taken in before the log says so. */
export class MessageDeeds {
  readonly #model: PaneModel;
  readonly #world: PaneWorld;

  constructor(model: PaneModel, world: PaneWorld) {
    this.#model = model;
    this.#world = world;
  }

  edit(message: Message, text: string): Promise<boolean> {
    if (text === message.text) return Promise.resolve(true);
    return this.#change('edit', { ...this.#which(message), text });
  }

  erase(message: Message): Promise<boolean> {
    return this.#change('erase', this.#which(message));
  }

  /** Puts one's reaction on, or takes it off. */
  react(message: Message, emoji: string): Promise<boolean> {
    const on = !message.reactions?.[emoji]?.includes(this.#model.state.me.name);
    return this.#change('react', { ...this.#which(message), emoji, on });
  }

  #which({ conversation, seq }: Message) {
    return { conversation, seq, clientId: this.#world.newId() };
  }

  async #change<N extends Change>(command: N, input: CommandInput<N>): Promise<boolean> {
    this.#model.tell(null);
    const asked = this.#world.command(command, input) as Promise<Answer<Change>> | null;
    const answer = await (asked?.catch(() => null) ?? null);
    if (answer?.ok) this.#model.change(withChanged(this.#model.state, answer.data));
    this.#model.tell(answer ? (answer.ok ? null : answer.message) : 'offline');
    return answer?.ok === true;
  }
}
