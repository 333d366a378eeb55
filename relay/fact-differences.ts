import { barrierKey, type Fact, type Facts, knownGroup, knownPerson } from './facts.ts';
import { Relation } from './relation.ts';
import type { Storage } from './storage.ts';

/** All that the store knows of what ties people. */
export async function readFacts({ people, groups, contacts, barriers }: Storage) {
  const [persons, all, memberships, books, blocks, waits, reaches, walls] = await Promise.all([
    people.list(),
    groups.groups(),
    groups.memberships(),
    contacts.contacts(),
    contacts.blocks(),
    contacts.waits(),
    contacts.reaches(),
    barriers.barriers(),
  ]);
  return { persons, all, memberships, books, blocks, waits, reaches, walls };
}

/** What is stored otherwise than it is known; groups before who belongs to them. */
export function* differences(facts: Facts, stored: Awaited<ReturnType<typeof readFacts>>): Iterable<Fact> {
  for (const person of stored.persons.map(knownPerson)) {
    if (!isSame(facts.people.get(person.name), person)) yield { about: 'person', person };
  }
  const there = new Set(stored.persons.map(({ name }) => name));
  for (const name of [...facts.people.keys()]) if (!there.has(name)) yield { about: 'no-person', name };
  const names = new Set(stored.all.map(({ name }) => name));
  for (const name of [...facts.groups.keys()]) if (!names.has(name)) yield { about: 'no-group', group: name };
  for (const group of stored.all.map(knownGroup)) {
    if (!isSame(facts.groups.get(group.name), group)) yield { about: 'group', group };
  }
  const members = stored.memberships.map(({ group, user, role }) => [group, user, role] as const);
  for (const [group, user, role] of changed(facts.members, members))
    yield { about: 'member', group, user, role };
  const books = stored.books.map(({ user, name, favourite }) => [user, name, { favourite }] as const);
  for (const [user, name, contact] of changed(facts.contacts, books))
    yield { about: 'contact', user, name, contact };
  const ties = (list: { user: string; name: string }[]) =>
    list.map(({ user, name }) => [user, name, true] as const);
  for (const [user, name, on] of changed(facts.blocks, ties(stored.blocks)))
    yield { about: 'block', user, name, on: on ?? false };
  for (const [user, name, on] of changed(facts.waits, ties(stored.waits)))
    yield { about: 'wait', user, name, on: on ?? false };
  const reaches = new Map(stored.reaches.map(({ user, by }) => [user, by]));
  for (const user of new Set([...facts.reaches.keys(), ...reaches.keys()])) {
    const by = reaches.get(user) ?? 'everyone';
    if (by !== (facts.reaches.get(user) ?? 'everyone')) yield { about: 'reach', user, by };
  }
  const walls = new Map(stored.walls.map(barrier => [barrierKey(barrier), barrier]));
  for (const [key, barrier] of [...facts.barriers])
    if (!walls.has(key)) yield { about: 'barrier', barrier, on: false };
  for (const [key, barrier] of walls)
    if (!facts.barriers.has(key)) yield { about: 'barrier', barrier, on: true };
}

/** Ties that are new or otherwise, and with `null` those that are gone. */
function changed<T>(
  known: Relation<T>,
  stored: (readonly [string, string, T])[],
): [string, string, T | null][] {
  const found = new Relation<T>();
  for (const [from, to, how] of stored) found.set(from, to, how);
  const gone = Array.from(known.entries()).filter(([from, to]) => !found.has(from, to));
  const fresh = stored.filter(([from, to, how]) => !isSame(known.get(from, to), how));
  return [
    ...gone.map(([from, to]): [string, string, null] => [from, to, null]),
    ...fresh.map(([from, to, how]): [string, string, T] => [from, to, how]),
  ];
}

/** Plain values in the order in which the store gives them. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
