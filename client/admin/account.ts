import type { Duty, Me } from '../../relay/protocol.ts';

/** Somebody's account, as administrators see it. */
export type Account = Omit<Me, 'preferences'> & { disabled: boolean };

/** What an administrator may check or clear for somebody. */
export type Part = 'admin' | Duty;

export const parts: readonly Part[] = ['admin', 'announcer', 'helpdesk', 'auditor'];

export const has = ({ role, duties }: Pick<Account, 'role' | 'duties'>, part: Part): boolean =>
  part === 'admin' ? role === 'admin' : duties.includes(part);

/** The change of an account by which somebody has a part, or has it no more. */
export function changeOf(
  { duties }: Pick<Account, 'duties'>,
  part: Part,
  on: boolean,
): { role: 'admin' | 'user' } | { duties: Duty[] } {
  if (part === 'admin') return { role: on ? 'admin' : 'user' };
  const others = duties.filter(duty => duty !== part);
  return { duties: on ? [...others, part] : others };
}
