import { z } from 'zod';
import { idSchema, text } from './words.ts';

/** How the person left the pane; goes with them from page to page. */
export interface View {
  /** `false`: only the launcher shows. */
  open: boolean;
  screen: 'home' | 'compose' | 'conversation';
  conversation: string | null;
  /** The corner, by writing direction. */
  side: 'start' | 'end';
}

const viewSchema = z.object({
  open: z.boolean(),
  screen: z.enum(['home', 'compose', 'conversation']),
  conversation: idSchema.nullable(),
  side: z.enum(['start', 'end']),
});

/** What belongs to a person alone: what each command takes. */
export const ownCommands = {
  draft: z.object({ conversation: z.union([z.literal('new'), idSchema]), text: text(16_000) }),
  view: viewSchema,
} as const;

/** What each gives back. */
export interface OwnOutputs {
  draft: Record<string, never>;
  view: Record<string, never>;
}
