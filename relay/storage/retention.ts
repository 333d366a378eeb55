import type { Written } from './events.ts';

/**
 * What goes by retention, a page at a time: texts of messages, whose places stay; bytes of files; messages left in
 * inboxes; words of invitations and headers of conversations; announcements that are over; help cases that are closed.
 * `copies` and `held-files`: what was kept aside under holds that are lifted.
 */
export type SweepKind =
  | 'messages'
  | 'files'
  | 'left'
  | 'invitations'
  | 'headers'
  | 'announcements'
  | 'help'
  | 'copies'
  | 'held-files';

export interface SweepStep {
  /** Of things from before this time. */
  before: number;
  now: number;
  /** Where the step before has ended; `null`: at the beginning. */
  from: string | null;
  /** How many are looked at. */
  limit: number;
}

/** A conversation whose messages up to number `through` were swept, or its header. */
export interface EmptiedConversation {
  id: string;
  through: number;
}

export interface RetentionStore {
  /** Passes by what is held or still in use. `next`: where to go on; `null`: this was the end. */
  sweep(
    kind: SweepKind,
    step: SweepStep,
  ): Promise<{ swept: number; next: string | null; emptied: EmptiedConversation[] }>;
  /** Writes it into the logs of those who are in these conversations. */
  tell(emptied: EmptiedConversation[], at: number): Promise<Written<null>>;
}
