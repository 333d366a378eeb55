import { z } from 'zod';
import { limits } from './limits.ts';
import { someText } from './words.ts';

/** Of what a hold is: one conversation, or all in which somebody takes or took part. */
export type HoldKind = 'conversation' | 'person';

/** Keeps what is said from retention, and a copy of what its people change or take back. */
export interface Hold {
  id: string;
  kind: HoldKind;
  /** Id of the conversation, or name of the person. */
  subject: string;
  reason: string;
  /** A name, or `operator` for who runs the machine. */
  by: string;
  at: number;
  /** `null`: in force. */
  lifted: { by: string; reason: string; at: number } | null;
}

/** What was said before it was changed or taken back, under a hold. */
export interface HeldCopy {
  n: number;
  /** `left`: a message in an inbox, which its owner removed. */
  kind: 'edited' | 'erased' | 'left';
  conversation: string | null;
  sender: string;
  /** When it was put aside. */
  at: number;
  /** The message as it was. */
  body: Record<string, unknown>;
}

/** How long things are kept, in days; `null`: for ever. */
export type Keeping = Record<RetentionKind, number | null>;

/** What retention goes by, each by its own period. */
export const retentionKinds = ['messages', 'files', 'announcements', 'audit', 'help'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

const reason = someText(limits.instructionChars);

export const holdSchema = z.object({
  kind: z.enum(['conversation', 'person']),
  subject: z.string().trim().min(1).max(limits.nameChars),
  reason,
});

export const liftSchema = z.object({ reason });
