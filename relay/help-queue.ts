import type { DeskState, HelpRow } from './protocol.ts';

/** Requests for help that are not closed, in memory: asked for every message that is written in their conversations. */
export class HelpQueue {
  readonly #rows = new Map<string, HelpRow>();
  readonly #byConversation = new Map<string, HelpRow>();

  /** Whether it is news: of two copies the higher revision stands, whichever comes first. */
  take(row: HelpRow): boolean {
    const known = this.#rows.get(row.id);
    if (known && known.revision >= row.revision) return false;
    if (row.state === 'closed') {
      this.#byConversation.delete(row.conversation);
      return this.#rows.delete(row.id);
    }
    this.#rows.set(row.id, row);
    this.#byConversation.set(row.conversation, row);
    return true;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  ids(): string[] {
    return [...this.#rows.keys()];
  }

  /** The first one first. */
  waiting(): HelpRow[] {
    return [...this.#rows.values()]
      .filter(({ state }) => state === 'open')
      .sort((one, other) => one.waitingSince - other.waitingSince || one.at - other.at);
  }

  /** From 1; `null`: they do not wait. */
  placeOf(user: string): number | null {
    const index = this.waiting().findIndex(({ from }) => from.name === user);
    return index < 0 ? null : index + 1;
  }

  stateFor(user: string): DeskState {
    const rows = [...this.#rows.values()];
    return {
      waiting: rows.filter(({ state }) => state === 'open').length,
      held: rows
        .filter(({ state, by }) => state === 'taken' && by?.name === user)
        .map(({ id, conversation }) => ({ id, conversation })),
    };
  }

  /** The part that somebody has in the request of this conversation. */
  partOf(user: string, conversation: string): 'asker' | 'helper' | null {
    const row = this.#byConversation.get(conversation);
    if (row?.from.name === user) return 'asker';
    return row?.by?.name === user ? 'helper' : null;
  }

  /** Whether one of the two asks for help in this conversation, and the other one gives it. */
  joins(conversation: string, one: string, other: string): boolean {
    const parts = [this.partOf(one, conversation), this.partOf(other, conversation)];
    return parts.includes('asker') && parts.includes('helper');
  }
}
