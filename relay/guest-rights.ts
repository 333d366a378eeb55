import { RelayError } from './errors.ts';
import { type CommandName, isGuest } from './protocol.ts';

export { isGuest };

/**
 * All that somebody without an account may do, each in their one conversation and nowhere else. What is not named here
 * is refused, so that a new command is closed to guests until it is put on this list.
 */
export const guestCommands = ['send', 'read', 'typing', 'leave', 'history', 'draft', 'view'] as const;

/** Besides: their own part of what the relay tells, and pictures that they put into their conversation. */
export const guestReads = ['me', 'snapshot', 'connect', 'upload'] as const;

export type Deed = CommandName | (typeof guestReads)[number] | 'other';

const allowed: ReadonlySet<string> = new Set([...guestCommands, ...guestReads]);

/** Throws `forbidden` for what is not on the list, and for a conversation that is not theirs. */
export function refuseGuest(deed: Deed, input: unknown, conversation: string): void {
  if (!allowed.has(deed)) throw new RelayError('forbidden', 'Guests may not do this.');
  if (typeof input !== 'object' || input === null || !('conversation' in input)) return;
  // What shows in the guest's own page may name none.
  if (input.conversation !== conversation && !(deed === 'view' && input.conversation === null)) {
    throw new RelayError('unknown_conversation', 'There is no such conversation for you.');
  }
}
