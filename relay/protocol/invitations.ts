import { z } from 'zod';
import { limits } from './limits.ts';
import { idSchema, line, nameSchema, pageSchema, text } from './words.ts';

export type InvitationState = 'pending' | 'shown' | 'accepted' | 'declined' | 'withdrawn' | 'expired';

/** A page that somebody attached: address and title as their browser gave them, so untrusted text. */
export interface AttachedPage {
  url: string;
  title: string;
}

/** Times are milliseconds since 1970-01-01 UTC throughout. */
export interface Invitation {
  id: string;
  conversation: string;
  from: { name: string; display: string };
  to: Invitee[];
  header: string;
  instruction: string;
  page: AttachedPage | null;
  /** Rings even somebody who is not to be disturbed, where they let it. */
  urgent: boolean;
  at: number;
  expiresAt: number;
}

export interface Invitee {
  name: string;
  display: string;
  state: InvitationState;
}

const one = z.object({ invitation: idSchema });

/** What each command takes. */
export const invitationCommands = {
  invite: z.object({
    to: z.array(nameSchema).min(1, 'names nobody').max(limits.invitees, `names more than ${limits.invitees}`),
    header: line(limits.headerChars).default(''),
    instruction: line(limits.instructionChars).default(''),
    message: text(limits.textChars).default(''),
    page: pageSchema.nullable().default(null),
    urgent: z.boolean().default(false),
    clientId: idSchema.optional(),
  }),
  /** The invitation stands on the invitee's screen. */
  show: one,
  accept: one,
  decline: one,
  later: one,
  withdraw: one,
} as const;

/** What each gives back. */
export interface InvitationOutputs {
  invite: Invitation;
  show: Invitation;
  accept: Invitation;
  decline: Invitation;
  later: { until: number };
  withdraw: Invitation;
}
