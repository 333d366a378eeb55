import type { z } from 'zod';
import { type Context, publish, tellFact } from './context.ts';
import { hasRight } from './duties.ts';
import { RelayError } from './errors.ts';
import { type Facts, type KnownGroup, knownGroup } from './facts.ts';
import type { Passwords } from './password.ts';
import { type commandInputs, type Group, limits, type Member } from './protocol.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;

const maxFound = 100;

export const unknownGroup = () =>
  new RelayError('unknown_group', 'There is no group of that name.', { field: 'group' });

/** Groups as people see them, and their making; who belongs to them is the matter of `Memberships`. */
export class Groups {
  readonly #context: Context;
  readonly #facts: Facts;
  readonly #passwords: Passwords;

  constructor(context: Context, facts: Facts, passwords: Passwords) {
    this.#context = context;
    this.#facts = facts;
    this.#passwords = passwords;
  }

  async list(user: string, { query }: Input<'groups'>): Promise<{ groups: Group[] }> {
    const wanted = query?.trim().toLowerCase();
    const fits = ({ name, display }: KnownGroup) =>
      wanted === undefined
        ? this.#facts.members.has(name, user)
        : this.knows(user, name) && ` ${name} ${display.toLowerCase()}`.includes(wanted);
    const found = [...this.#facts.groups.values()].filter(fits).map(group => this.view(user, group));
    found.sort((a, b) => Number(b.mine !== null) - Number(a.mine !== null) || byDisplay(a, b));
    return { groups: wanted === undefined ? found : found.slice(0, maxFound) };
  }

  /** Members are named to members, and to administrators; who has only asked or is invited, to owners. */
  async show(user: string, { group: name }: Input<'group'>): Promise<{ group: Group; members: Member[] }> {
    const group = this.known(user, name);
    return { group: this.view(user, group), members: this.members(user, name) };
  }

  async make(user: string, input: Input<'makeGroup'>): Promise<Group> {
    const { password, ...rest } = input;
    const group = { ...rest, password: await this.#digest(input.joining, password, null) };
    const { storage, now, audit } = this.#context;
    const made = await storage.groups.make(group, user, now(), limits.groupsOwned);
    if ('refused' in made) throw refusals[made.refused](input.name);
    tellFact(this.#context, { about: 'group', group: knownGroup(made.value) });
    tellFact(this.#context, { about: 'member', group: input.name, user, role: 'owner' });
    publish(this.#context, made);
    await audit.record(user, 'group_made', input.name, { joining: input.joining, listed: input.listed });
    return this.view(user, this.known(user, input.name));
  }

  async change(user: string, { group: name, ...input }: Input<'changeGroup'>): Promise<Group> {
    this.mustOwn(user, name);
    const before = await this.#context.storage.groups.get(name);
    if (!before) throw unknownGroup();
    const joining = input.joining ?? before.joining;
    const password = await this.#digest(joining, input.password, before.password);
    const given = Object.entries(input).filter(([, value]) => value !== undefined);
    const changes = { ...Object.fromEntries(given), password };
    const group = await this.#context.storage.groups.change(name, changes);
    if (!group) throw unknownGroup();
    tellFact(this.#context, { about: 'group', group: knownGroup(group) });
    await this.#context.audit.record(user, 'group_changed', name, { fields: given.map(([field]) => field) });
    return this.view(user, knownGroup(group));
  }

  async remove(user: string, { group }: Input<'removeGroup'>): Promise<Record<string, never>> {
    this.mustOwn(user, group);
    if (!isEmpty(this.#facts.barred(group))) {
      throw new RelayError(
        'conflict',
        'A barrier stands at this group: an administrator has to lift it first.',
      );
    }
    const removed = await this.#context.storage.groups.remove(group, user, this.#context.now());
    if (!removed) throw unknownGroup();
    tellFact(this.#context, { about: 'no-group', group });
    publish(this.#context, removed);
    await this.#context.audit.record(user, 'group_removed', group);
    return {};
  }

  /** Whether the person may know that it exists. */
  knows(user: string, name: string): boolean {
    const group = this.#facts.groups.get(name);
    if (!group) return false;
    if (this.#facts.members.has(name, user) || this.isAdmin(user)) return true;
    return group.listed === 'everyone' && !this.#facts.isBarred(user, name);
  }

  known(user: string, name: string): KnownGroup {
    if (!this.knows(user, name)) throw unknownGroup();
    return this.#facts.groups.get(name)!;
  }

  mustOwn(user: string, name: string): void {
    this.known(user, name);
    if (this.isAdmin(user) || this.#facts.members.get(name, user) === 'owner') return;
    throw new RelayError('forbidden', 'Only owners of the group and administrators may do this.');
  }

  isAdmin(user: string): boolean {
    const person = this.#facts.people.get(user);
    return person !== undefined && hasRight(person, 'administer');
  }

  view(user: string, group: KnownGroup): Group {
    const roles = [...this.#facts.members.of(group.name).values()];
    const { name, display, about, kind, joining, listed } = group;
    const members = roles.filter(role => role === 'owner' || role === 'member').length;
    return {
      ...{ name, display, about, kind, joining, listed, members },
      mine: this.#facts.members.get(name, user) ?? null,
    };
  }

  /** As many as `user` may know of; owners first, then by their display names. */
  members(user: string, group: string): Member[] {
    const own = this.#facts.members.get(group, user);
    const isOwner = own === 'owner' || this.isAdmin(user);
    if (!isOwner && own !== 'member') return [];
    return Array.from(this.#facts.members.of(group), ([name, role]) => ({
      name,
      display: this.#facts.people.get(name)?.display ?? name,
      role,
    }))
      .filter(({ role, name }) => isOwner || role === 'owner' || role === 'member' || name === user)
      .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || byDisplay(a, b));
  }

  /** What is stored of the password; `null` where none is asked for. */
  async #digest(joining: Group['joining'], password: string | undefined, before: string | null) {
    if (joining !== 'password') return null;
    if (password !== undefined) return this.#passwords.hash(password);
    if (before !== null) return before;
    throw new RelayError('invalid', 'password is missing: say with which one people join.', {
      field: 'password',
    });
  }
}

const order: Member['role'][] = ['owner', 'member', 'asked', 'invited'];
const byDisplay = (a: { display: string; name: string }, b: { display: string; name: string }) =>
  a.display.localeCompare(b.display) || (a.name < b.name ? -1 : 1);
const isEmpty = (list: Iterable<unknown>) => [...list].length === 0;

const refusals = {
  taken: (name: string) => new RelayError('conflict', `There is a group ${name} already.`, { field: 'name' }),
  full: () =>
    new RelayError('conflict', `You own ${limits.groupsOwned} groups already: remove one, or hand it on.`),
};
