import type { Conversation } from './conversations.ts';
import type { Member } from './groups.ts';
import type { HelpRequest } from './help.ts';
import type { Invitation } from './invitations.ts';
import type { LeftMessage } from './left.ts';
import type { Message } from './messages.ts';

/** An entry of a person's event log. `invitation` and `conversation` carry the whole thing: the newest one stands. */
export type LogEvent =
  | { kind: 'invitation'; invitation: Invitation }
  | { kind: 'conversation'; conversation: Conversation }
  | { kind: 'message'; message: Message }
  /** A message is not any more as it was: the whole of it. */
  | { kind: 'changed'; message: Message }
  /**
   * Something of a conversation is no longer kept: what messages said up to number `through`, or all that somebody said
   * who was deleted. The conversation as it is now; whoever was deleted has another name in the same place.
   */
  | { kind: 'emptied'; conversation: Conversation; through: number }
  | { kind: 'read'; conversation: string; name: string; seq: number }
  /** One's own request for help, as it is now. */
  | { kind: 'help'; help: HelpRequest }
  /** A message that was left, new or changed; `unread`: of the whole inbox, then. */
  | { kind: 'left'; left: LeftMessage; unread: number }
  | { kind: 'left-gone'; id: string; unread: number }
  /** Somebody's part in a group is another now; `null`: none. For them, and for the owners. */
  | {
      kind: 'membership';
      group: { name: string; display: string };
      person: { name: string; display: string };
      role: Member['role'] | null;
      by: string;
    }
  /** What entry `n` told was read, or put away. */
  | { kind: 'heard'; n: number }
  /** Somebody whom the person waited for has come. */
  | { kind: 'back'; person: { name: string; display: string } };

/** A place in a person's event log. `n` is dense from 1; another `epoch` means another log, hence a reset. */
export interface Cursor {
  epoch: string;
  n: number;
}

/** As in `?cursor=` and `Last-Event-ID`: `EPOCH.N`. */
export const formatCursor = (cursor: Cursor): string => `${cursor.epoch}.${cursor.n}`;

/** `null` for anything that is not a cursor. */
export function parseCursor(text: string): Cursor | null {
  const match = /^([0-9a-z]{1,40})\.(0|[1-9][0-9]{0,14})$/.exec(text);
  return match ? { epoch: match[1]!, n: Number(match[2]) } : null;
}
