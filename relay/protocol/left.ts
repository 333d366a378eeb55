import { z } from 'zod';
import type { Invitation } from './invitations.ts';
import { limits } from './limits.ts';
import { idSchema, nameSchema, someText, text } from './words.ts';

/** A message that somebody left for a person, whether or not they were there. */
export interface LeftMessage {
  id: string;
  /** `name: null`: a guest, whose display name is what they typed. */
  from: { name: string | null; display: string };
  /** How a guest wants to be answered, as they typed it; never checked. */
  contact: string | null;
  /** The group whose address it was left at. */
  group: string | null;
  text: string;
  at: number;
  readAt: number | null;
  answeredAt: number | null;
}

/** What each command takes. */
export const leftCommands = {
  /** Reaches them at any time; with the same clientId it is left once. */
  leaveMessage: z.object({ to: nameSchema, text: someText(limits.leftChars), clientId: idSchema }),
  /** Newest first; `before`: older than that one. */
  inbox: z.object({ before: idSchema.optional(), limit: z.int().min(1).max(limits.leftPage).default(50) }),
  markLeft: z.object({ id: idSchema, read: z.boolean().default(true) }),
  /** Invites a colleague who left it, with `message` as the first words; of a guest it gives the contact. */
  answerLeft: z.object({ id: idSchema, message: text(limits.textChars).default('') }),
  removeLeft: z.object({ id: idSchema }),
} as const;

/** What each gives back. */
export interface LeftOutputs {
  leaveMessage: { id: string; at: number };
  inbox: { left: LeftMessage[]; unread: number; more: boolean };
  markLeft: { left: LeftMessage; unread: number };
  answerLeft: { left: LeftMessage; invitation: Invitation | null; contact: string | null };
  removeLeft: { unread: number };
}
