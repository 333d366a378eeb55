import type { NewsEntry } from '../relay/protocol.ts';

interface Named {
  name: string;
  display: string;
}

/**
 * Something that a person is told once. `id`: its subject, of which the newest stands; `n`: the entry of the log.
 * `asks`: somebody wants to join a group of theirs; the others are about themselves.
 */
export type News = { id: string; n: number } & (
  | { kind: 'back'; person: Named }
  | { kind: 'asks'; person: Named; group: Named }
  | { kind: 'invited' | 'in' | 'out'; group: Named }
);

const maxNews = 20;

/** What an entry of the log tells `me`; `null`: nothing, or what they did themselves. */
export function newsOf({ n, event }: NewsEntry, me: string): News | null {
  const id = subjectOf(event);
  if (event.kind === 'back') return { id, n, kind: 'back', person: event.person };
  const { group, person, role, by } = event;
  if (by === me) return null;
  if (person.name !== me) return role === 'asked' ? { id, n, kind: 'asks', person, group } : null;
  if (role === 'asked') return null;
  return { id, n, kind: role === null ? 'out' : role === 'invited' ? 'invited' : 'in', group };
}

/** With one more, which stands in place of what was told of the same before, also where it is no news itself. */
export function withNews(list: News[], entry: NewsEntry, me: string): News[] {
  const news = newsOf(entry, me);
  const rest = list.filter(({ id }) => id !== subjectOf(entry.event));
  return news ? [...rest, news].slice(-maxNews) : rest;
}

const subjectOf = (event: NewsEntry['event']): string =>
  event.kind === 'back' ? `back ${event.person.name}` : `group ${event.group.name} ${event.person.name}`;
