const shownMs = 5_000;

/** Who is writing in which conversation. Nobody says that they have stopped: it runs out. */
export class Writers {
  readonly #until = new Map<string, Map<string, number>>();
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** Names. */
  in(conversation: string): string[] {
    const now = this.#now();
    return [...(this.#until.get(conversation) ?? [])]
      .filter(([, until]) => until > now)
      .map(([name]) => name);
  }

  writes(conversation: string, name: string): void {
    const writers = this.#until.get(conversation) ?? new Map<string, number>();
    this.#until.set(conversation, writers.set(name, this.#now() + shownMs));
    setTimeout(this.#changed, shownMs + 50);
    this.#changed();
  }

  /** The message has come. */
  hasWritten(conversation: string, name: string): void {
    this.#until.get(conversation)?.delete(name);
    this.#changed();
  }
}
