import type { Context } from './context.ts';

/** One telling per person and conversation in this time; who tells nothing for longer has stopped. */
const everyMs = 2_000;
const maxKept = 20_000;

/** Who is typing: state that expires by itself, never in the log. */
export class Typing {
  readonly #context: Context;
  readonly #toldAt = new Map<string, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Whether it is time to tell again. */
  mayTell(user: string, conversation: string): boolean {
    const now = this.#context.now();
    const key = `${user} ${conversation}`;
    if (now - (this.#toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < everyMs) return false;
    this.#toldAt.delete(key);
    this.#toldAt.set(key, now);
    this.#forgetOld(now);
    return true;
  }

  tell(user: string, conversation: string, to: string[]): void {
    this.#context.bus.publish({ kind: 'frame', to, frame: { kind: 'typing', conversation, name: user } });
  }

  /** The map is ordered by time: the old ones stand in front. */
  #forgetOld(now: number): void {
    for (const [key, at] of this.#toldAt) {
      if (now - at < everyMs && this.#toldAt.size <= maxKept) return;
      this.#toldAt.delete(key);
    }
  }
}
