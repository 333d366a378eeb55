import { z } from 'zod';
import { limits } from './limits.ts';
import { idSchema, someText } from './words.ts';

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

export interface Message {
  id: string;
  conversation: string;
  /** Dense number within its conversation, from 1. */
  seq: number;
  from: string;
  clientId: string;
  text: string;
  at: number;
}

/** What each command takes. */
export const conversationCommands = {
  send: z.object({ conversation: idSchema, clientId: idSchema, text: someText(limits.textChars) }),
  read: z.object({ conversation: idSchema, seq: z.int().min(0) }),
  typing: z.object({ conversation: idSchema }),
  leave: z.object({ conversation: idSchema }),
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
  history: { messages: Message[] };
}
