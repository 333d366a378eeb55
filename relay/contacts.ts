import type { z } from 'zod';
import { type Context, tellFact } from './context.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import { type Contact, type commandInputs, limits, type Reach } from './protocol.ts';
import type { Rights } from './rights.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;
interface Named {
  name: string;
  display: string;
}

/** A person's own address book, block list, and from whom they take invitations. */
export class Contacts {
  readonly #context: Context;
  readonly #facts: Facts;
  readonly #rights: Rights;

  constructor(context: Context, facts: Facts, rights: Rights) {
    this.#context = context;
    this.#facts = facts;
    this.#rights = rights;
  }

  async list(user: string): Promise<{ rows: Contact[] }> {
    const rows = Array.from(this.#facts.contacts.of(user), ([name, { favourite }]) => ({
      ...this.#named(name),
      favourite,
    }));
    return { rows: rows.filter(({ name }) => this.#isThere(user, name)).sort(byDisplay) };
  }

  async set(user: string, { name, on, favourite }: Input<'contact'>): Promise<{ rows: Contact[] }> {
    const { storage, now } = this.#context;
    const before = this.#facts.contacts.get(user, name);
    if (on) {
      this.#mustBeOther(user, name, 'You cannot stand in your own address book.');
      const contact = { favourite: favourite ?? before?.favourite ?? false };
      const saved = await storage.contacts.saveContact({ user, name, ...contact }, now(), limits.contacts);
      if (!saved) throw full('Your address book', limits.contacts);
      tellFact(this.#context, { about: 'contact', user, name, contact });
    } else if (before) {
      await storage.contacts.removeContact(user, name);
      tellFact(this.#context, { about: 'contact', user, name, contact: null });
    }
    return this.list(user);
  }

  async block(user: string, { name, on }: Input<'block'>): Promise<{ people: Named[] }> {
    const { storage, now, audit } = this.#context;
    if (on) {
      this.#mustBeOther(user, name, 'You cannot block yourself.');
      const saved = await storage.contacts.block(user, name, now(), limits.blocked);
      if (!saved) throw full('Your block list', limits.blocked);
    } else {
      await storage.contacts.unblock(user, name);
    }
    if (this.#facts.blocks.has(user, name) !== on) {
      audit.note(user, on ? 'blocked' : 'unblocked', name);
      tellFact(this.#context, { about: 'block', user, name, on });
    }
    return this.blocked(user);
  }

  async blocked(user: string): Promise<{ people: Named[] }> {
    const people = Array.from(this.#facts.blocks.of(user).keys(), name => this.#named(name));
    return { people: people.sort(byDisplay) };
  }

  async reachable(user: string, { by }: Input<'reachable'>): Promise<{ by: Reach }> {
    if (by === undefined) return { by: this.#facts.reaches.get(user) ?? 'everyone' };
    await this.#context.storage.contacts.saveReach(user, by);
    this.#context.audit.note(user, 'reachable_by', user, { by });
    tellFact(this.#context, { about: 'reach', user, by });
    return { by };
  }

  #mustBeOther(user: string, name: string, message: string): void {
    if (user === name) throw new RelayError('invalid', message, { field: 'name' });
    if (this.#isThere(user, name)) return;
    throw new RelayError('unknown_person', `There is nobody called ${name}.`, { field: 'name' });
  }

  #isThere(user: string, name: string): boolean {
    return this.#facts.people.get(name)?.disabled === false && this.#rights.may(user, 'find', name) === null;
  }

  #named(name: string): Named {
    return { name, display: this.#facts.people.get(name)?.display ?? name };
  }
}

const byDisplay = (a: Named, b: Named) => a.display.localeCompare(b.display) || (a.name < b.name ? -1 : 1);

const full = (what: string, max: number) =>
  new RelayError('conflict', `${what} holds ${max} people already: take somebody out first.`);
