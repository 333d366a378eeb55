import type { CommandInput, Invitation } from '../relay/protocol.ts';
import type { PaneWorld } from './pane-world.ts';

type Input = CommandInput<'invite'>;

/** One invitation on its way: sent again under the same clientId until the server has answered. */
export class Inviting {
  #input: Input | null = null;
  readonly #world: PaneWorld;
  readonly #done: (answer: Invitation | { problem: string }) => void;

  constructor(world: PaneWorld, done: (answer: Invitation | { problem: string }) => void) {
    this.#world = world;
    this.#done = done;
  }

  get isUnderWay(): boolean {
    return this.#input !== null;
  }

  start(input: Input): void {
    this.#input = { ...input, clientId: this.#world.newId() };
    this.resume();
  }

  /** There is a connection (again). */
  resume(): void {
    const input = this.#input;
    if (!input) return;
    this.#world.command('invite', input)?.then(
      answer => {
        if (this.#input !== input) return;
        this.#input = null;
        this.#done(answer.ok ? answer.data : { problem: answer.message });
      },
      () => {},
    );
  }

  /** The page goes. */
  leave(): void {
    if (this.#input) this.#world.leave('/invitations', this.#input);
  }
}
