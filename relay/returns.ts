import type { z } from 'zod';
import { type Context, publish, tellFact } from './context.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Presence } from './presence.ts';
import type { commandInputs, PresenceState } from './protocol.ts';
import type { Rights } from './rights.ts';
import type { Sight } from './sight.ts';

const here: PresenceState[] = ['online', 'browsing'];
const withChannel: PresenceState[] = ['online', 'idle', 'away', 'dnd'];

export interface ReturnsParts {
  facts: Facts;
  rights: Rights;
  sight: Sight;
  presence: Pick<Presence, 'state'>;
}

/** "Tell me when they are back": once, as soon as both are there, which may be at once. */
export class Returns {
  readonly #context: Context;
  readonly #parts: ReturnsParts;

  constructor(context: Context, parts: ReturnsParts) {
    this.#context = context;
    this.#parts = parts;
    parts.facts.observe(fact => () => {
      // Who was blocked waits on, and may find them there all the while.
      if (fact.about === 'block' && !fact.on && parts.facts.waits.has(fact.name, fact.user)) {
        this.#settle(fact.name, fact.user, true);
      }
    });
  }

  async notify(
    user: string,
    { name, on }: z.output<(typeof commandInputs)['notify']>,
  ): Promise<{ on: boolean }> {
    const { facts, rights } = this.#parts;
    const { contacts } = this.#context.storage;
    if (!on) {
      await contacts.unwait(user, name);
      if (facts.waits.has(user, name)) tellFact(this.#context, { about: 'wait', user, name, on });
      return { on };
    }
    if (user === name) throw new RelayError('invalid', 'You are here already.', { field: 'name' });
    if (facts.people.get(name)?.disabled !== false || rights.may(user, 'find', name) !== null) {
      throw new RelayError('unknown_person', `There is nobody called ${name}.`, { field: 'name' });
    }
    await contacts.wait(user, name, this.#context.now());
    tellFact(this.#context, { about: 'wait', user, name, on });
    this.#settle(user, name, false);
    return { on: facts.waits.has(user, name) };
  }

  /** Somebody's presence, or who may see it, is another now: who waited for them, or whom they waited for, may have met them. */
  presenceChanged(name: string): void {
    const { facts } = this.#parts;
    for (const user of [...facts.waits.to(name).keys()]) this.#settle(user, name, true);
    for (const other of [...facts.waits.of(name).keys()]) this.#settle(name, other, false);
  }

  /** `withPresence`: their row is told as changed anyway, to who looks at it. */
  #settle(user: string, name: string, withPresence: boolean): void {
    const { sight, presence } = this.#parts;
    if (!here.includes(sight.state(user, name)) || !withChannel.includes(presence.state(user))) return;
    tellFact(this.#context, { about: 'wait', user, name, on: false, withPresence });
    void this.#tell(user, name);
  }

  async #tell(user: string, name: string): Promise<void> {
    try {
      const told = await this.#context.storage.contacts.back(user, name, this.#context.now());
      if (told) publish(this.#context, told);
    } catch (error) {
      this.#context.log.warn({ err: error }, 'a return could not be told yet');
      tellFact(this.#context, { about: 'wait', user, name, on: true });
    }
  }
}
