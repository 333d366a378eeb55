import { z } from 'zod';
import type { Preferences } from './preferences.ts';
import { line } from './words.ts';

/** `guest`: without an account, in one conversation alone; their names begin with `~`. */
export type Role = 'admin' | 'user' | 'guest';
/** What somebody may do besides, whatever their role; who administers may do all of it. */
export const dutyNames = ['announcer', 'helpdesk', 'auditor'] as const;
export type Duty = (typeof dutyNames)[number];
/**
 * `administer`: run the house; `announce`: tell many at once; `help`: answer at the help desk; `audit`: read what was
 * done, and by whom.
 */
export type Right = 'administer' | 'announce' | 'help' | 'audit';
export type PresenceState = 'online' | 'idle' | 'away' | 'dnd' | 'browsing' | 'offline';

export interface Person {
  name: string;
  display: string;
  presence: PresenceState;
}

/** What a person sees of themselves. */
export interface Me extends Person {
  role: Role;
  duties: Duty[];
  email: string | null;
  phone: string | null;
  mobile: string | null;
  /** Version of the picture, for its address; `null`: there is none. */
  picture: string | null;
  preferences: Preferences;
}

/** What each command takes. */
export const peopleCommands = {
  people: z.object({ query: line(100).default('') }),
} as const;

/** What each gives back. */
export interface PeopleOutputs {
  people: { people: Person[] };
}
