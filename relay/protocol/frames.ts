import { z } from 'zod';
import type { AnnouncementFrame } from './announcements.ts';
import type { BoardFrame } from './boards.ts';
import { type CommandInput, type CommandName, commandInputs } from './commands.ts';
import type { Cursor, LogEvent } from './events.ts';
import type { HelpFrame } from './help.ts';
import type { View } from './own.ts';
import type { PresenceState } from './people.ts';
import type { Preferences } from './preferences.ts';
import type { Snapshot } from './snapshot.ts';
import { hostSchema } from './words.ts';

/** From a browser or native client. */
export const clientFrame = z.discriminatedUnion('kind', [
  /** Answered by one `reply` with the same `ref`. */
  z.object({
    kind: z.literal('do'),
    ref: z.int().min(0),
    command: z.enum(Object.keys(commandInputs) as [CommandName, ...CommandName[]]),
    input: z.unknown(),
  }),
  /** Whether this page can be seen, and has the focus: decides which tab rings, and idle. */
  z.object({
    kind: z.literal('attention'),
    visible: z.boolean(),
    focused: z.boolean(),
    /** Host of the page around it, where the person lets administrators see that. */
    site: hostSchema.optional(),
  }),
  /** Answered by the same: tells a page, which sees no ping of its own, whether the server is still there. */
  z.object({ kind: z.literal('alive') }),
]);

export type ClientFrame =
  | { [N in CommandName]: { kind: 'do'; ref: number; command: N; input: CommandInput<N> } }[CommandName]
  | { kind: 'attention'; visible: boolean; focused: boolean; site?: string }
  | { kind: 'alive' };

export interface ProblemBody {
  code: string;
  message: string;
  /** Path of the input field at fault. */
  field?: string;
}

/** From the server. The first is always `hello`, then what the log holds behind the cursor. */
export type ServerFrame =
  | { kind: 'hello'; session: string; cursor: Cursor }
  | { kind: 'event'; n: number; at: number; event: LogEvent }
  /** The cursor could not be continued: forget everything and start from this. */
  | { kind: 'reset'; snapshot: Snapshot }
  | { kind: 'reply'; ref: number; ok: true; data: unknown }
  | { kind: 'reply'; ref: number; ok: false; error: ProblemBody }
  | { kind: 'typing'; conversation: string; name: string }
  | { kind: 'presence'; name: string; presence: PresenceState }
  /** What is the person's own, as another tab of theirs, or the page before this one, has just left it. */
  | {
      kind: 'mine';
      draft?: { conversation: string; text: string };
      /** All of them. */
      drafts?: Record<string, string>;
      view?: View;
      snoozed?: Record<string, number>;
      paused?: string[];
      muted?: string[];
      preferences?: Preferences;
    }
  /** Whether the window may stand in pages; one that may not shows nothing until it may again. */
  | { kind: 'pages'; on: boolean }
  | BoardFrame
  | HelpFrame
  | AnnouncementFrame
  /** Whether this tab is the one that rings. */
  | { kind: 'ring'; on: boolean }
  /** The answer to the same from the other side. */
  | { kind: 'alive' }
  /** A frame could not be understood at all. */
  | { kind: 'error'; error: ProblemBody }
  /** The server is about to close: `restart`: come back after `retryMs`; `revoked`: log in again. */
  | { kind: 'bye'; reason: 'restart' | 'revoked'; retryMs: number };
