import type { Conversation, HelpRequest, Invitation, Message, NewsEntry, View } from '../protocol.ts';
import type { StoredPerson } from './people.ts';

export interface OverviewRange {
  now: number;
  conversations: number;
  /** Of each conversation, the newest. */
  messages: number;
  invitations: number;
  /** Invitations that moved, and a request for help that was closed, since then are among it although they are over. */
  movedSince: number;
}

/** A person's state; the log's entries behind `n` are not in it. */
export interface Overview {
  n: number;
  person: StoredPerson;
  /** Open, lately moved, or of one of the conversations; oldest first. */
  invitations: Invitation[];
  snoozed: Record<string, number>;
  /** As of `conversationsOf`, each with its newest messages in order. */
  conversations: (Conversation & { messages: Message[] })[];
  /** Newest first. */
  drafts: Record<string, string>;
  view: View | null;
  /** Both in order. */
  muted: string[];
  paused: string[];
  /** Of the messages left for them. */
  unreadLeft: number;
  /** Their newest request for help. */
  help: HelpRequest | null;
  /** Not read yet, oldest first. */
  news: NewsEntry[];
}
