import { type Context, tellFact } from './context.ts';
import { hasRight } from './duties.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import { unknownGroup } from './groups.ts';
import type { Barrier } from './protocol.ts';

/** Information barriers: administrators keep the members of two groups apart. */
export class Barriers {
  readonly #context: Context;
  readonly #facts: Facts;

  constructor(context: Context, facts: Facts) {
    this.#context = context;
    this.#facts = facts;
  }

  list(by: string): Barrier[] {
    this.#mustBeAdmin(by);
    return [...this.#facts.barriers.values()].sort((a, b) => (a.groups.join() < b.groups.join() ? -1 : 1));
  }

  async set(by: string, between: [string, string], on: boolean): Promise<Barrier[]> {
    this.#mustBeAdmin(by);
    const groups = between.toSorted() as [string, string];
    const barrier = { groups, by, at: this.#context.now() };
    if (on) {
      this.#mustBeSeparable(groups);
      await this.#context.storage.barriers.raise(barrier);
    } else {
      await this.#context.storage.barriers.lift(groups);
    }
    tellFact(this.#context, { about: 'barrier', barrier, on });
    await this.#context.audit.record(by, on ? 'barrier_raised' : 'barrier_lifted', groups.join(' '));
    return this.list(by);
  }

  #mustBeSeparable([one, other]: [string, string]): void {
    if (one === other) {
      throw new RelayError('invalid', 'groups names the same group twice.', { field: 'groups' });
    }
    if (!this.#facts.groups.has(one) || !this.#facts.groups.has(other)) throw unknownGroup();
    const both = [...this.#facts.members.of(one).keys()].filter(
      name => this.#facts.belongs(one, name) && this.#facts.belongs(other, name),
    );
    if (both.length === 0) return;
    const some = both.slice(0, 5).join(', ');
    throw new RelayError(
      'conflict',
      `${both.length} people belong to both groups (${some}): take them out of one first.`,
    );
  }

  #mustBeAdmin(by: string): void {
    const person = this.#facts.people.get(by);
    if (person && hasRight(person, 'administer')) return;
    throw new RelayError('forbidden', 'Only administrators set barriers.');
  }
}
