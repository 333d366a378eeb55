import type { LogEvent } from '../relay/protocol.ts';

interface Named {
  name: string;
  display: string;
}

/** Something that a person is told once. `asks`: somebody wants to join a group of theirs; the others are about themselves. */
export type News = { id: string } & (
  | { kind: 'back'; person: Named }
  | { kind: 'asks'; person: Named; group: Named }
  | { kind: 'invited' | 'in' | 'out'; group: Named }
);

/** What an entry of the log tells `me`; `null`: nothing, or what they did themselves. */
export function newsOf(event: Extract<LogEvent, { kind: 'back' | 'membership' }>, me: string): News | null {
  if (event.kind === 'back') return { id: `back ${event.person.name}`, kind: 'back', person: event.person };
  const { group, person, role, by } = event;
  if (by === me) return null;
  const id = `group ${group.name} ${person.name}`;
  if (person.name !== me) return role === 'asked' ? { id, kind: 'asks', person, group } : null;
  if (role === 'asked') return null;
  return { id, kind: role === null ? 'out' : role === 'invited' ? 'invited' : 'in', group };
}
