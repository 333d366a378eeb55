import type { Context } from './context.ts';
import { hasRight } from './duties.ts';
import type { Facts } from './facts.ts';

const mostWaiting = 1_000;

/** How many announcements wait for a second person's word; everybody who could give it is told. */
export class Approvals {
  readonly #context: Context;
  readonly #facts: Facts;
  #told = 0;

  constructor(context: Context, facts: Facts) {
    this.#context = context;
    this.#facts = facts;
  }

  async waiting(): Promise<number> {
    const asked = { states: ['waiting' as const], before: null, limit: mostWaiting };
    return (await this.#context.storage.announcements.list(asked)).length;
  }

  /** For a snapshot: nothing for those whom it is none of their business. */
  async waitingFor(user: string): Promise<number | undefined> {
    const person = this.#facts.people.get(user);
    return person && hasRight(person, 'announce') ? this.waiting() : undefined;
  }

  /** Never fails: whoever opens the list sees it anyway. */
  async tell(): Promise<void> {
    try {
      const waiting = await this.waiting();
      if (waiting === this.#told) return;
      this.#told = waiting;
      const to = [...this.#facts.people.values()]
        .filter(person => hasRight(person, 'announce'))
        .map(({ name }) => name);
      this.#context.bus.publish({ kind: 'frame', to, frame: { kind: 'approvals', waiting } });
    } catch (error) {
      this.#context.log.warn({ err: error }, 'how many announcements wait could not be told');
    }
  }
}
