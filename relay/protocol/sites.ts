import { z } from 'zod';
import { hostSchema } from './words.ts';

/** Whether the window may stand in pages at all, and who said so last; `null`: nobody yet, or who runs the machine. */
export interface PagesState {
  on: boolean;
  by: string | null;
  at: number | null;
}

/** What each command takes. */
export const siteCommands = {
  /** `on`: leave this host's pages alone from now on. */
  pause: z.object({ host: hostSchema, on: z.boolean() }),
} as const;

/** What each gives back. */
export interface SiteOutputs {
  /** All that are paused now. */
  pause: { paused: string[] };
}
