import { z } from 'zod';
import type { FileRef } from './files.ts';
import type { AttachedPage } from './invitations.ts';
import { limits } from './limits.ts';
import { idSchema, someText } from './words.ts';

/** One message as it is now. Of two copies the one with the higher `revision` stands. */
export interface Message {
  id: string;
  conversation: string;
  /** Dense number within its conversation, from 1. */
  seq: number;
  from: string;
  clientId: string;
  text: string;
  at: number;
  /** Counts its changes. Absent: there were none. */
  revision?: number;
  /** When its text was last changed. */
  editedAt?: number;
  /** Only its place is left: its sender took it back, or retention did (`swept`). */
  deletedAt?: number;
  swept?: true;
  /** What it answers, as that reads now. */
  reply?: Quote;
  /** Names by emoji; both in the order in which they came. */
  reactions?: Record<string, string[]>;
  /** A page that the sender wants looked at; its address may name the passage as a text fragment. */
  page?: AttachedPage;
  files?: FileRef[];
  /** What the page behind its first link says of itself; comes a moment after the message, if at all. */
  preview?: LinkPreview;
}

/** Text alone: a picture would tell its host who reads the conversation. */
export interface LinkPreview {
  /** The link, as it stands in the text. */
  url: string;
  title: string;
  /** Empty: the page gives none. */
  description: string;
  /** The name that the page gives its site, which is no proof of anything. Empty: it gives none. */
  site: string;
}

/** A message that another one answers; `text` is its beginning, empty once it was deleted. */
export interface Quote {
  seq: number;
  from: string;
  text: string;
}

const emoji = /^\p{RGI_Emoji}$/v;

const which = { conversation: idSchema, seq: z.int().min(1), clientId: idSchema };

/** What each command takes. A repeated clientId gets the same answer, and nothing is done twice. */
export const messageCommands = {
  edit: z.object({ ...which, text: someText(limits.textChars) }),
  /** For everybody; only its place stays. */
  erase: z.object(which),
  react: z.object({
    ...which,
    emoji: z.string().regex(emoji, 'is not one emoji'),
    on: z.boolean(),
  }),
} as const;

/** What each gives back: the message as it is then. */
export interface MessageOutputs {
  edit: Message;
  erase: Message;
  react: Message;
}
