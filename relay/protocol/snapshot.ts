import type { Announcement } from './announcements.ts';
import type { Conversation } from './conversations.ts';
import type { Cursor } from './events.ts';
import type { HelpSnapshot } from './help.ts';
import type { Invitation } from './invitations.ts';
import type { Message } from './messages.ts';
import type { NewsEntry } from './news.ts';
import type { View } from './own.ts';
import type { Me, PresenceState } from './people.ts';

/** Everything that a pane shows at first. Applying the log's events behind `cursor` keeps it true. */
export interface Snapshot {
  cursor: Cursor;
  me: Me;
  /** Invitations that the person sent or got and that still matter, oldest first. */
  invitations: Invitation[];
  /** Of these, the ones put off with `later`, with the time at which they show again. */
  snoozed: Record<string, number>;
  /** Conversations by their last message, newest first, each with its last messages in order. */
  conversations: (Conversation & { messages: Message[] })[];
  /** Unsent text by conversation; the invitation form's under `new`, as JSON. */
  drafts: Record<string, string>;
  /** Those that the person has not acknowledged, oldest first. */
  announcements: Announcement[];
  /** For who may announce: how many wait for a second person's approval. */
  approvals?: number;
  view: View;
  /** Presence of the people in it. */
  presence: Record<string, PresenceState>;
  /** Conversations that the person has muted. */
  muted: string[];
  /** Hosts whose pages the person wants left alone, in order. */
  paused: string[];
  /** Messages that were left for them; the messages themselves come by `inbox`. */
  inbox: { unread: number };
  help: HelpSnapshot;
  /** What they were told once and have not read yet, oldest first. */
  news: NewsEntry[];
}
