import type { Fact } from './facts.ts';
import type { HelpRow, PagesState, Preferences, ServerFrame } from './protocol.ts';
import type { HouseOverlay, LiveAnnouncement, LoggedEvent, StoredReceipt } from './storage.ts';

/** What nodes tell each other. Everything that must last is in the store already: a lost message costs only time. */
export type BusMessage =
  | { kind: 'events'; events: LoggedEvent[] }
  /** State for every channel of these people, but for the session that caused it. */
  | { kind: 'frame'; to: string[]; frame: ServerFrame; except?: string }
  /** This person's paused hosts, all of them. */
  | { kind: 'paused'; user: string; hosts: string[] }
  | { kind: 'preferences'; user: string; preferences: Preferences }
  | { kind: 'fact'; fact: Fact }
  /** What became of a request for help, and by whose deed. */
  | {
      kind: 'help';
      help: HelpRow;
      what: 'opened' | 'taken' | 'handed' | 'returned' | 'closed' | 'reopened';
      by: string | null;
    }
  | { kind: 'help_noted'; id: string }
  | { kind: 'pages'; pages: PagesState }
  | { kind: 'house'; overlay: HouseOverlay }
  /** An announcement was sent, or has changed; `to` is empty where it is known already. */
  | { kind: 'announced'; live: LiveAnnouncement }
  | {
      kind: 'announcement-over';
      id: string;
      why: 'acknowledged' | 'withdrawn' | 'expired' | 'cleared';
    }
  | { kind: 'receipt'; id: string; receipt: StoredReceipt }
  /** The token with this digest is void, and so are the channels that it opened. */
  | { kind: 'logged_out'; user: string; digest: string }
  /** These credentials and sessions are void. */
  | { kind: 'revoked'; user: string };

/** The bus between nodes. Delivers to every subscriber, the publisher's own node among them; order is not promised. */
export interface Bus {
  publish(message: BusMessage): void;
  /** Calls until the returned function is called. */
  subscribe(listener: (message: BusMessage) => void): () => void;
}
