import { differences, readFacts } from './fact-differences.ts';
import type { Barrier, Member, Reach } from './protocol.ts';
import { Relation } from './relation.ts';
import type { Storage, StoredGroup, StoredPerson } from './storage.ts';

export type KnownPerson = Omit<StoredPerson, 'password' | 'version' | 'email'>;
export type KnownGroup = Omit<StoredGroup, 'password'>;

/** Something that rights and boards hang on, as it is from now on; told on the bus once it is stored. */
export type Fact =
  | { about: 'person'; person: KnownPerson }
  | { about: 'no-person'; name: string }
  | { about: 'group'; group: KnownGroup }
  | { about: 'no-group'; group: string }
  | { about: 'member'; group: string; user: string; role: Member['role'] | null }
  | { about: 'contact'; user: string; name: string; contact: { favourite: boolean } | null }
  | { about: 'block'; user: string; name: string; on: boolean }
  /** `withPresence`: it ends by the person's coming into sight, which is told anyway. */
  | { about: 'wait'; user: string; name: string; on: boolean; withPresence?: boolean }
  | { about: 'reach'; user: string; by: Reach }
  | { about: 'barrier'; barrier: Barrier; on: boolean };

/** Is called before a fact is taken; what it gives back is called behind it. */
export type Observer = (fact: Fact) => () => void;

/** After so many readings that something changed under, the last one stands. */
const maxReadings = 5;

/** People, groups and what ties them, in memory: asked for each change of presence, so never from the store. */
export class Facts {
  readonly people = new Map<string, KnownPerson>();
  readonly groups = new Map<string, KnownGroup>();
  /** By group and person. */
  readonly members = new Relation<Member['role']>();
  /** By owner and entry. */
  readonly contacts = new Relation<{ favourite: boolean }>();
  /** By who has blocked, and whom. */
  readonly blocks = new Relation<true>();
  /** By who waits, and for whom. */
  readonly waits = new Relation<true>();
  /** Who is not named takes invitations from everyone. */
  readonly reaches = new Map<string, Reach>();
  readonly barriers = new Map<string, Barrier>();
  /** The same from both sides, by group. */
  readonly #apart = new Relation<true>();
  readonly #storage: Storage;
  readonly #observers = new Set<Observer>();
  #taken = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Reads everything: at the start, and when another process has written; what is new is taken one by one. */
  async load(): Promise<void> {
    for (let reading = 1; ; reading++) {
      const before = this.#taken;
      const stored = await readFacts(this.#storage);
      if (this.#taken !== before && reading < maxReadings) continue;
      for (const fact of differences(this, stored)) this.take(fact);
      return;
    }
  }

  observe(observer: Observer): void {
    this.#observers.add(observer);
  }

  /** From here on it holds. */
  take(fact: Fact): void {
    const settle = Array.from(this.#observers, observer => observer(fact));
    this.#taken += 1;
    this.#apply(fact);
    for (const settled of settle) settled();
  }

  /** Whether they belong to it; who has only asked does not. */
  belongs(group: string, user: string): boolean {
    const role = this.members.get(group, user);
    return role === 'member' || role === 'owner';
  }

  /** The groups that somebody belongs to. */
  *groupsOf(user: string): Iterable<string> {
    for (const [group, role] of this.members.to(user)) {
      if (role === 'member' || role === 'owner') yield group;
    }
  }

  /** The groups that a barrier keeps this one from. */
  barred(group: string): Iterable<string> {
    return this.#apart.of(group).keys();
  }

  /** Whether a barrier stands between any of `user`'s groups and this one. */
  isBarred(user: string, group: string): boolean {
    for (const other of this.barred(group)) if (this.belongs(other, user)) return true;
    return false;
  }

  #apply(fact: Fact): void {
    switch (fact.about) {
      case 'person':
        this.people.set(fact.person.name, fact.person);
        return;
      case 'no-person':
        this.people.delete(fact.name);
        return;
      case 'group':
        this.groups.set(fact.group.name, fact.group);
        return;
      case 'no-group':
        this.groups.delete(fact.group);
        for (const user of [...this.members.of(fact.group).keys()]) this.members.delete(fact.group, user);
        return;
      case 'member':
        tie(this.members, fact.group, fact.user, fact.role);
        return;
      case 'contact':
        tie(this.contacts, fact.user, fact.name, fact.contact);
        return;
      case 'block':
        tie(this.blocks, fact.user, fact.name, fact.on || null);
        return;
      case 'wait':
        tie(this.waits, fact.user, fact.name, fact.on || null);
        return;
      case 'reach':
        if (fact.by === 'everyone') this.reaches.delete(fact.user);
        else this.reaches.set(fact.user, fact.by);
        return;
      case 'barrier': {
        const [one, other] = fact.barrier.groups;
        if (fact.on) this.barriers.set(barrierKey(fact.barrier), fact.barrier);
        else this.barriers.delete(barrierKey(fact.barrier));
        tie(this.#apart, one, other, fact.on || null);
        tie(this.#apart, other, one, fact.on || null);
      }
    }
  }
}

/** What everybody may know of a stored person. */
export function knownPerson(person: StoredPerson): KnownPerson {
  const { password: _password, version: _version, email: _email, ...known } = person;
  return known;
}

export function knownGroup(group: StoredGroup): KnownGroup {
  const { password: _password, ...known } = group;
  return known;
}

function tie<T>(relation: Relation<T>, from: string, to: string, how: T | null): void {
  if (how === null) relation.delete(from, to);
  else relation.set(from, to, how);
}

export const barrierKey = ({ groups }: Barrier): string => groups.join(' ');
