import { z } from 'zod';
import type { Message } from './messages.ts';
import { idSchema, line } from './words.ts';

/** A message that was found, and the conversation that it stands in. */
export interface Found {
  message: Message;
  header: string;
  /** Display names of the others there. */
  with: string[];
}

/** What each command takes. */
export const searchCommands = {
  /** Messages that hold every word, or one that begins so, in conversations that the person may read; newest first. */
  search: z.object({
    query: line(200),
    /** In one conversation alone. */
    conversation: idSchema.optional(),
    /** Goes on behind an earlier answer: its `next`. */
    before: z.int().min(1).optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
} as const;

/** What each gives back. */
export interface SearchOutputs {
  /** `next`: `null` where there is no more. */
  search: { found: Found[]; next: number | null };
}
