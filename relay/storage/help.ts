import type { AttachedPage, HelpNote, HelpOutcome, HelpRow, HelpState } from '../protocol.ts';
import type { Written } from './events.ts';

export interface NewHelp {
  id: string;
  conversation: string;
  from: string;
  header: string;
  text: string;
  page: AttachedPage | null;
  /** Of the first message. */
  message: string;
  clientId: string;
  at: number;
}

export interface HelpChange {
  id: string;
  /** It happens only where the request is as it was at this revision. */
  revision: number;
  state: HelpState;
  by: string | null;
  waitingSince: number;
  takenAt: number | null;
  closedAt: number | null;
  outcome: HelpOutcome | null;
  at: number;
  /** Who comes into the conversation, and who goes. */
  joins: string | null;
  leaves: string | null;
}

export interface NewHelpNote {
  id: string;
  help: string;
  by: string;
  text: string;
  clientId: string;
  at: number;
}

/** What people ask of the help desk. Events go to who has asked. */
export interface HelpStore {
  /**
   * Makes the conversation with its first message, and the request, in one step; repeated by `(from, clientId)`.
   * `open`: they have another one that is not closed; `reused`: the clientId belongs to something else.
   */
  ask(help: NewHelp): Promise<Written<HelpRow> | { refused: 'open' | 'reused' }>;
  get(id: string): Promise<HelpRow | null>;
  /** All that are not closed, those first that have waited longest. */
  current(): Promise<HelpRow[]>;
  /** One person's, newest first. */
  of(user: string, limit: number): Promise<HelpRow[]>;
  /** Newest first; older than `before` if given. */
  list(state: HelpState | null, before: string | null, limit: number): Promise<HelpRow[]>;
  /** `changed`: it is not as it was; `open`: the person has another one open. */
  change(change: HelpChange): Promise<Written<HelpRow> | { refused: 'changed' | 'open' }>;
  /** All notes of the request, in order, with this one; repeated by `(by, clientId)`. `reused`: as above. */
  note(note: NewHelpNote): Promise<HelpNote[] | { refused: 'reused' }>;
  notes(help: string): Promise<HelpNote[]>;
}
