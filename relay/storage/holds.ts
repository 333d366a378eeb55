import type { HeldCopy, Hold } from '../protocol.ts';

/** In force from the start. */
export type NewHold = Omit<Hold, 'lifted'>;

export interface HoldStore {
  /** Those in force first, each the newest first. */
  list(limit: number): Promise<Hold[]>;
  get(id: string): Promise<Hold | null>;
  /** `unknown`: no such person or conversation; `held`: there is one in force. */
  set(hold: NewHold): Promise<Hold | { refused: 'unknown' | 'held' }>;
  /** `null`: there is none of this id in force. */
  lift(id: string, lifted: { by: string; reason: string; at: number }): Promise<Hold | null>;
  /** Whether anything that is theirs has to be kept: by a hold on them, or on a conversation that they were in. */
  concerns(name: string): Promise<boolean>;
  /** What was put aside under a hold, the oldest first. */
  copies(id: string, after: number, limit: number): Promise<HeldCopy[]>;
}
