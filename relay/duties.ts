import { RelayError } from './errors.ts';
import type { Duty, Right, Role } from './protocol.ts';
import type { PeopleStore } from './storage.ts';

const rightOf: Record<Duty, Right> = { announcer: 'announce', helpdesk: 'help', auditor: 'audit' };

const refusals: Record<Right, string> = {
  administer: 'Only administrators may do this.',
  announce: 'Only administrators and announcers may do this.',
  help: 'Only administrators and the help desk may do this.',
  audit: 'Only administrators and auditors may do this.',
};

/** The one place that says which role and which duties let somebody do what. */
export function hasRight(person: { role: Role; duties: Duty[]; disabled?: boolean }, right: Right): boolean {
  if (person.disabled) return false;
  return person.role === 'admin' || person.duties.some(duty => rightOf[duty] === right);
}

/** All that they may do besides what everybody may. */
export const rightsOf = (person: { role: Role; duties: Duty[] }): Right[] =>
  (Object.keys(refusals) as Right[]).filter(right => hasRight(person, right));

/** Throws `forbidden` unless they have it, by the store's word. `by` is `null` for who runs the machine. */
export async function mustHave(
  people: Pick<PeopleStore, 'get'>,
  by: string | null,
  right: Right,
): Promise<void> {
  if (by === null) return;
  const person = await people.get(by);
  if (!person || !hasRight(person, right)) throw new RelayError('forbidden', refusals[right]);
}
