import type { z } from 'zod';
import { AttemptLimiter } from './attempt-limiter.ts';
import { type Context, publish, tellFact } from './context.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import { type Groups, unknownGroup } from './groups.ts';
import type { Passwords } from './password.ts';
import { type commandInputs, type Group, limits, type Member } from './protocol.ts';
import type { Rights } from './rights.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;
type Role = Member['role'];

const freeAttempts = 5;

export interface MembershipParts {
  facts: Facts;
  groups: Groups;
  rights: Rights;
  passwords: Passwords;
  /** Counts an invitation; throws `limited`. */
  countInvitation(user: string): void;
}

/** Who comes into a group, and goes. Nobody becomes a member without their own word, unless an administrator says so. */
export class Memberships {
  readonly #context: Context;
  readonly #parts: MembershipParts;
  /** Wrong passwords, by person. */
  readonly #attempts: AttemptLimiter;

  constructor(context: Context, parts: MembershipParts) {
    this.#context = context;
    this.#parts = parts;
    this.#attempts = new AttemptLimiter({ now: context.now, free: freeAttempts });
  }

  async join(user: string, { group, password }: Input<'join'>): Promise<Group> {
    const { facts, groups } = this.#parts;
    const before = facts.members.get(group, user);
    if (before === undefined || before === 'invited') {
      this.#mustFitBarriers(user, user, group);
      await this.#put(group, user, before ? 'member' : await this.#entry(user, group, password), user);
    }
    return groups.view(user, groups.known(user, group));
  }

  async leave(user: string, { group }: Input<'leaveGroup'>): Promise<Record<string, never>> {
    const { facts, groups } = this.#parts;
    groups.known(user, group);
    if (!facts.members.has(group, user)) throw new RelayError('conflict', 'You are not in this group.');
    if (facts.belongs(group, user)) this.#mustBeMovable(user, group);
    await this.#put(group, user, null, user);
    return {};
  }

  async admit(user: string, { group, name, role }: Input<'admit'>): Promise<{ members: Member[] }> {
    const { facts, groups, rights } = this.#parts;
    groups.mustOwn(user, group);
    const before = facts.members.get(group, name);
    if (role === null) {
      if (before === undefined) throw notIn(name);
      if (facts.belongs(group, name)) this.#mustBeMovable(user, group);
      await this.#put(group, name, null, user);
      return { members: groups.members(user, group) };
    }
    const person = facts.people.get(name);
    if (!person || person.disabled || (!groups.isAdmin(user) && rights.may(user, 'find', name))) {
      throw new RelayError('unknown_person', `There is nobody called ${name}.`, { field: 'name' });
    }
    this.#mustFitBarriers(user, name, group);
    if (!facts.belongs(group, name)) this.#mustBeMovable(user, group);
    const mayEnter = before === 'asked' || facts.belongs(group, name) || groups.isAdmin(user);
    if (!mayEnter && before !== 'invited') this.#parts.countInvitation(user);
    await this.#put(group, name, mayEnter ? role : 'invited', user);
    return { members: groups.members(user, group) };
  }

  /** What somebody owns who is deleted goes to whoever has been there longest; what has no members is the administrators' alone. */
  async handOn(user: string): Promise<void> {
    const { storage, audit } = this.#context;
    for (const { group, next } of await storage.groups.ownedAlone(user)) {
      if (next === null) await audit.record('hallway', 'group_unowned', group);
      else await this.#put(group, next, 'owner', 'hallway');
    }
  }

  /** What somebody becomes who comes by themselves. What is hidden and what is missing answer alike. */
  async #entry(user: string, group: string, password: string | undefined): Promise<Role> {
    const { facts, groups } = this.#parts;
    const known = groups.knows(user, group) ? facts.groups.get(group)! : null;
    if (known && known.joining !== 'password') {
      if (known.joining === 'open') return 'member';
      if (known.joining === 'approval') return 'asked';
      throw new RelayError('forbidden', 'Into this group its owners alone let people in: ask one of them.');
    }
    if (await this.#isRight(user, group, password)) return 'member';
    if (known === null) throw unknownGroup();
    throw new RelayError('wrong_password', 'The password of the group is missing or wrong.', {
      field: 'password',
    });
  }

  async #isRight(user: string, group: string, password: string | undefined): Promise<boolean> {
    if (password === undefined) return false;
    if (this.#attempts.waitMs(user) > 0) {
      throw new RelayError('limited', 'Too many wrong passwords; wait a while and try again.');
    }
    this.#attempts.begin(user);
    const stored = await this.#context.storage.groups.get(group);
    const isRight = await this.#parts.passwords.verify(password, stored?.password ?? null);
    if (isRight) this.#attempts.forget(user);
    return isRight;
  }

  async #put(group: string, user: string, role: Role | null, by: string): Promise<void> {
    const { storage, now, audit } = this.#context;
    const admitted = await storage.groups.admit({
      ...{ group, user, role, by, at: now() },
      // Whoever has blocked somebody hears nothing from them, and they hear nothing of that.
      quiet: role === 'invited' && this.#parts.rights.may(by, 'invite', user) !== null,
      ...{ maxMembers: limits.groupMembers, maxGroups: limits.groupsJoined },
    });
    if (admitted === null) throw unknownGroup();
    if ('refused' in admitted) throw refusals[admitted.refused];
    if (admitted.repeated) return;
    tellFact(this.#context, { about: 'member', group, user, role });
    publish(this.#context, admitted);
    await audit.record(by, 'member_changed', group, { name: user, role: role ?? 'none' });
  }

  /** Nobody stands on both sides of a barrier. */
  #mustFitBarriers(by: string, user: string, group: string): void {
    const { facts, groups } = this.#parts;
    if (!facts.isBarred(user, group)) return;
    if (!groups.knows(by, group)) throw unknownGroup();
    throw new RelayError('conflict', `A barrier keeps ${user} from this group.`);
  }

  /** At a barrier nobody changes sides by themselves. */
  #mustBeMovable(by: string, group: string): void {
    const { facts, groups } = this.#parts;
    const [barred] = facts.barred(group);
    if (barred === undefined || groups.isAdmin(by)) return;
    throw new RelayError(
      'forbidden',
      'A barrier stands at this group: administrators alone say who is in it.',
    );
  }
}

const notIn = (name: string) =>
  new RelayError('conflict', `${name} is not in this group.`, { field: 'name' });

const refusals = {
  ownerless: new RelayError(
    'conflict',
    'The group would be left without an owner: make somebody else an owner first, or remove the group.',
  ),
  full: new RelayError(
    'conflict',
    `A group has at most ${limits.groupMembers} people, and a person at most ${limits.groupsJoined} groups.`,
  ),
};
