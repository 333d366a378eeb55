import { z } from 'zod';
import { limits } from './limits.ts';
import { line, nameSchema, passwordSchema, text } from './words.ts';

/** How somebody comes in: by themselves, by an owner's word, by a password, or only by an owner. */
export type Joining = 'open' | 'approval' | 'password' | 'closed';

/** A team, company or club, as one person sees it. */
export interface Group {
  name: string;
  display: string;
  about: string;
  kind: 'team' | 'company' | 'club' | 'other';
  joining: Joining;
  /** Who may know that it exists. */
  listed: 'everyone' | 'members';
  /** How many belong to it. */
  members: number;
  /** The person's own part in it. */
  mine: Member['role'] | null;
}

export interface Member {
  name: string;
  display: string;
  /** `asked`: waits for an owner's word; `invited`: may join, whatever the way in. Neither belongs to it yet. */
  role: 'owner' | 'member' | 'asked' | 'invited';
}

const display = line(limits.displayChars).refine(value => value.trim() !== '', 'is empty');
const kind = z.enum(['team', 'company', 'club', 'other']);
const joining = z.enum(['open', 'approval', 'password', 'closed']);
const listed = z.enum(['everyone', 'members']);
const about = text(limits.groupAboutChars);
const one = z.object({ group: nameSchema });

/** What each command takes. */
export const groupCommands = {
  /** Without a query the person's own; else all that they may know of, too. */
  groups: z.object({ query: line(100).optional() }),
  group: one,
  makeGroup: z.object({
    name: nameSchema,
    display,
    about: about.default(''),
    kind: kind.default('team'),
    joining: joining.default('approval'),
    /** Where `joining` is `password`. */
    password: passwordSchema.optional(),
    listed: listed.default('everyone'),
  }),
  /** What is left out stays. */
  changeGroup: z.object({
    group: nameSchema,
    display: display.optional(),
    about: about.optional(),
    kind: kind.optional(),
    joining: joining.optional(),
    password: passwordSchema.optional(),
    listed: listed.optional(),
  }),
  removeGroup: one,
  join: z.object({ group: nameSchema, password: passwordSchema.optional() }),
  leaveGroup: one,
  /** Lets somebody in who has asked, invites who has not, or gives another role; `null` takes out, or refuses. */
  admit: z.object({
    group: nameSchema,
    name: nameSchema,
    role: z.enum(['owner', 'member']).nullable(),
  }),
} as const;

/** What each gives back. */
export interface GroupOutputs {
  groups: { groups: Group[] };
  group: { group: Group; members: Member[] };
  makeGroup: Group;
  changeGroup: Group;
  removeGroup: Record<string, never>;
  join: Group;
  leaveGroup: Record<string, never>;
  admit: { members: Member[] };
}
