import { z } from 'zod';
import { limits } from './limits.ts';
import type { PresenceState } from './people.ts';
import { nameSchema } from './words.ts';

/** A way to reach somebody. */
export type Way = 'chat' | 'message' | 'call' | 'phone' | 'mobile';

/** Why a way is closed at present. `closed`: they take no invitations from this person. */
export type Obstacle = 'offline' | 'dnd' | 'blocked' | 'closed' | 'not_yet' | 'no_number';

/** One person of a board, as the person who looks at it may see them. */
export interface BoardRow {
  name: string;
  display: string;
  presence: PresenceState;
  note: string | null;
  /** Version of their picture. */
  picture: string | null;
  contact: boolean;
  favourite: boolean;
  /** Whether the person wants to be told when they are back. */
  notify: boolean;
  /** `null`: possible now; else why not. */
  ways: Record<Way, Obstacle | null>;
}

const group = (value: string) => nameSchema.safeParse(value.slice('group:'.length)).data;

/** `contacts`, `group:NAME` or `found:QUERY`. */
export const boardName = z
  .string()
  .max(200, 'longer than 200 characters')
  .refine(
    value =>
      value === 'contacts' || value.startsWith('found:') || (value.startsWith('group:') && group(value)),
    'is not a board: contacts, group:NAME or found:QUERY',
  )
  .transform(value => (value.startsWith('group:') ? `group:${group(value)}` : value));

/** What each command takes. */
export const boardCommands = {
  /**
   * People with their presence, in the order of their display names. The session then watches this board, whole, until
   * it asks for another: changes come as `row` and `row-gone`.
   */
  board: z.object({
    of: boardName,
    /** The name of the last row of the page before. */
    after: nameSchema.optional(),
    limit: z.int().min(1).max(limits.boardRows).default(100),
  }),
  unwatch: z.object({}),
} as const;

/** What each gives back. */
export interface BoardOutputs {
  board: { board: string; rows: BoardRow[]; total: number; more: boolean };
  unwatch: Record<string, never>;
}

/** Of the board that a session watches; at most one for each change. */
export type BoardFrame =
  /** New, or changed. */
  | { kind: 'row'; board: string; row: BoardRow }
  | { kind: 'row-gone'; board: string; name: string }
  /** So much has changed, or the group is gone: ask for the board anew. */
  | { kind: 'stale'; board: string };
