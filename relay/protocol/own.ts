import { z } from 'zod';
import { boardName } from './boards.ts';
import { idSchema, text } from './words.ts';

const screens = [
  'home',
  'compose',
  'conversation',
  'people',
  'inbox',
  'availability',
  'help',
  'desk',
] as const;

/** How the person left the pane; goes with them from page to page. */
export interface View {
  /** `false`: only the launcher shows. */
  open: boolean;
  screen: (typeof screens)[number];
  conversation: string | null;
  /** Of the people screen: the board that it shows. */
  board?: string | undefined;
  /** The corner, by writing direction. */
  side: 'start' | 'end';
}

const viewSchema = z.object({
  open: z.boolean(),
  screen: z.enum(screens),
  conversation: idSchema.nullable(),
  board: boardName.optional(),
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
