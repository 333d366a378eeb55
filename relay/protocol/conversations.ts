import { z } from 'zod';
import type { Invitation } from './invitations.ts';
import { limits } from './limits.ts';
import type { Message } from './messages.ts';
import { idSchema, line, nameSchema, pageSchema, text } from './words.ts';

export interface Conversation {
  id: string;
  header: string;
  participants: Participant[];
  /** Number of the newest message; 0 before the first. */
  lastSeq: number;
  at: number;
}

export interface Participant {
  name: string;
  display: string;
  /** `invited` people may read, and join by answering; who has `left` gets nothing more. */
  state: 'invited' | 'joined' | 'left';
  /** The newest message that they have seen. */
  readSeq: number;
}

/** What each command takes. */
export const conversationCommands = {
  /** Text, a page, files, or several of them. `reply`: the number of the message that it answers. */
  send: z.object({
    conversation: idSchema,
    clientId: idSchema,
    text: text(limits.textChars),
    reply: z.int().min(1).optional(),
    page: pageSchema.optional(),
    /** Ids, as uploads were answered with. */
    files: z.array(idSchema).max(limits.files, `names more than ${limits.files}`).optional(),
  }),
  read: z.object({ conversation: idSchema, seq: z.int().min(0) }),
  typing: z.object({ conversation: idSchema }),
  leave: z.object({ conversation: idSchema }),
  /** Rings no more, counts as nothing new, and asks for no page. */
  mute: z.object({ conversation: idSchema, on: z.boolean() }),
  /** Empty: it goes by its people's names. */
  rename: z.object({ conversation: idSchema, header: line(limits.headerChars) }),
  /** Invites into the same conversation. Whoever comes may read it from its beginning. */
  add: z.object({
    conversation: idSchema,
    to: z.array(nameSchema).min(1, 'names nobody').max(limits.invitees, `names more than ${limits.invitees}`),
    instruction: line(limits.instructionChars).default(''),
    clientId: idSchema.optional(),
  }),
  history: z.object({
    conversation: idSchema,
    before: z.int().min(1).optional(),
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(limits.historyMessages).default(50),
  }),
} as const;

/** What each gives back. */
export interface ConversationOutputs {
  send: { id: string; seq: number; at: number };
  read: { seq: number };
  typing: Record<string, never>;
  leave: Conversation;
  /** All that are muted now. */
  mute: { muted: string[] };
  rename: Conversation;
  add: Invitation;
  history: { messages: Message[] };
}
