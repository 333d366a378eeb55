import { z } from 'zod';
import type { LogEvent } from './events.ts';

/** Entries of the log that a person is told once: somebody is back, or what became of a membership. */
export type NewsEvent = Extract<LogEvent, { kind: 'back' | 'membership' }>;

/** One that they have not read yet. `n`: its number in their log. */
export interface NewsEntry {
  n: number;
  event: NewsEvent;
}

/** What each command takes. */
export const newsCommands = {
  /** It was read, or put away: no page shows it any more. */
  heard: z.object({ n: z.int().min(1) }),
} as const;

/** What each gives back. */
export interface NewsOutputs {
  heard: Record<string, never>;
}
