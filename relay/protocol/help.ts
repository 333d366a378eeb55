import { z } from 'zod';
import type { AttachedPage } from './invitations.ts';
import { limits } from './limits.ts';
import { idSchema, nameSchema, pageSchema, someText } from './words.ts';

export type HelpState = 'open' | 'taken' | 'closed';

/** How a request ended; `cancelled`: by who had asked. */
export type HelpOutcome = 'solved' | 'unsolved' | 'elsewhere' | 'cancelled';

interface Named {
  name: string;
  display: string;
}

/** Somebody asks the help desk. What they say stands in its conversation. Of two copies the higher `revision` stands. */
export interface HelpRequest {
  id: string;
  conversation: string;
  from: Named;
  at: number;
  /** The place in the queue goes by this: from the asking, or from the asking again. */
  waitingSince: number;
  state: HelpState;
  /** Of the help desk, who has it, or closed it. */
  by: Named | null;
  takenAt: number | null;
  closedAt: number | null;
  outcome: HelpOutcome | null;
  revision: number;
}

/** As the help desk sees it: with the first message of its conversation, as that reads now. */
export interface HelpRow extends HelpRequest {
  text: string;
  page: AttachedPage | null;
}

/** For the help desk alone; never in the conversation, and never shown to who asks. */
export interface HelpNote {
  id: string;
  by: Named;
  text: string;
  at: number;
}

/** Where somebody stands who waits; nobody waits: `place` is `null`. */
export interface HelpPlace {
  /** From 1. */
  place: number | null;
  /** Whether anybody of the help desk is there. */
  isManned: boolean;
}

/** What everybody of the help desk knows of it at any time. */
export interface DeskState {
  /** How many wait. */
  waiting: number;
  /** The requests that they have taken. */
  held: { id: string; conversation: string }[];
}

/** What a pane starts from. `mine`: the newest request, unless it is closed for good. */
export interface HelpSnapshot extends HelpPlace {
  mine: HelpRequest | null;
  /** `null`: not of the help desk. */
  desk: DeskState | null;
}

/** Somebody of the help desk. */
export interface HelpColleague extends Named {
  isOnDuty: boolean;
}

/** State, not log. */
export type HelpFrame =
  /** To everybody of the help desk; `row`: to who looks at the queue, what has changed; `rings`: it is for them. */
  | { kind: 'help-desk'; desk: DeskState | null; row?: HelpRow; rings?: true }
  /** To who waits. */
  | ({ kind: 'help-place' } & HelpPlace)
  /** To who looks at the queue: somebody has come or gone, a note was made, or ask for everything anew. */
  | { kind: 'help-duty'; name: string; isOnDuty: boolean }
  | { kind: 'help-noted'; id: string }
  | { kind: 'help-stale' };

const one = z.object({ id: idSchema });
const outcomes = ['solved', 'unsolved', 'elsewhere'] as const satisfies readonly HelpOutcome[];

/** What each command takes. */
export const helpCommands = {
  /** Asks the help desk; a person has one request at a time. */
  askHelp: z.object({
    text: someText(limits.textChars),
    page: pageSchema.nullable().default(null),
    clientId: idSchema,
  }),
  /** One's own requests. */
  help: z.object({}),
  cancelHelp: one,
  /** Back into the queue, within some days. */
  reopenHelp: one,
  /** The queue. The session then watches it until `leaveHelpDesk`: what changes comes in `help-desk` frames. */
  helpDesk: z.object({}),
  leaveHelpDesk: z.object({}),
  /** Newest first; `before`: older than that one. */
  helpRequests: z.object({
    state: z.enum(['open', 'taken', 'closed']).optional(),
    before: idSchema.optional(),
    limit: z.int().min(1).max(limits.helpPage).default(50),
  }),
  helpCase: one,
  /** The first one has it. */
  takeHelp: one,
  /** To a colleague, or back into the queue. */
  handHelp: z.object({ id: idSchema, to: nameSchema.nullable() }),
  closeHelp: z.object({ id: idSchema, outcome: z.enum(outcomes) }),
  noteHelp: z.object({ id: idSchema, text: someText(limits.helpNoteChars), clientId: idSchema }),
} as const;

/** What each gives back. */
export interface HelpOutputs {
  askHelp: HelpPlace & { help: HelpRequest };
  help: HelpPlace & { requests: HelpRequest[] };
  cancelHelp: HelpRequest;
  reopenHelp: HelpPlace & { help: HelpRequest };
  /** Those who wait, the first one first, then those that are taken. */
  helpDesk: { rows: HelpRow[]; colleagues: HelpColleague[] };
  leaveHelpDesk: Record<string, never>;
  helpRequests: { rows: HelpRow[]; more: boolean };
  /** `earlier`: what the same person asked before, newest first. */
  helpCase: { help: HelpRow; notes: HelpNote[]; earlier: (HelpRow & { notes: HelpNote[] })[] };
  takeHelp: HelpRow;
  handHelp: HelpRow;
  closeHelp: HelpRow;
  noteHelp: { notes: HelpNote[] };
}
