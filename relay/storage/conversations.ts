import type {
  AttachedPage,
  Conversation,
  Invitation,
  InvitationState,
  LinkPreview,
  Message,
} from '../protocol.ts';
import type { Written } from './events.ts';

export interface NewInvitation {
  id: string;
  conversation: string;
  from: string;
  to: string[];
  /** Those of `to` who must not learn of it: to everybody else it looks as if they were away. */
  hidden?: string[];
  header: string;
  instruction: string;
  page: AttachedPage | null;
  urgent: boolean;
  clientId: string | null;
  at: number;
  expiresAt: number;
  /** The conversation is there already: whoever is not in it is asked into it, up to so many participants. */
  into?: { max: number };
  /** The first message, if there is one. */
  message: { id: string; clientId: string; text: string } | null;
}

export interface InviteeMove {
  invitation: string;
  /** One invitee, or `null` for all of them. */
  user: string | null;
  /** Moves only from these states. */
  from: InvitationState[];
  to: InvitationState;
  at: number;
}

export interface Snooze {
  user: string;
  invitation: string;
  until: number;
}

export interface NewMessage
  extends Pick<Message, 'id' | 'conversation' | 'from' | 'clientId' | 'text' | 'at' | 'page'> {
  /** The number of the message that it answers. */
  reply?: number;
  /** People in the conversation who must not learn of it. */
  withheld?: string[];
  /** Ids of files that its sender has put up. */
  files?: string[];
}

export type AppendRefusal = 'invited' | 'left' | 'stranger' | 'reused' | 'unknown' | 'file';

export interface MessageChange {
  conversation: string;
  seq: number;
  user: string;
  clientId: string;
  at: number;
  /** People in the conversation who are not told. */
  withheld?: string[];
  what: /** `link`: of the new text; what shows another one goes. */
    | { kind: 'edit'; text: string; link: string | null }
    | { kind: 'erase' }
    | { kind: 'react'; emoji: string; on: boolean; max: number };
}

export interface NewPreview {
  /** Id of the message. */
  message: string;
  /** That the link was found in: it is put there only while the message says the same. */
  text: string;
  preview: LinkPreview;
  at: number;
}

/**
 * `invited`, `left`, `stranger`: what the user is instead of joined; `unknown`: no such message; `foreign`: somebody
 * else's; `deleted`: it is gone; `full`: it has `max` different emoji already; `reused`: the clientId was for another change.
 */
export type ChangeRefusal =
  | 'invited'
  | 'left'
  | 'stranger'
  | 'unknown'
  | 'foreign'
  | 'deleted'
  | 'full'
  | 'reused';

/** Why something is due for `user`. */
export interface DueState {
  user: string;
  /** An invitation is open and not put off, an announcement or a message left waits, or a joined conversation has unread messages. */
  open: boolean;
  /** Newest activity in a conversation that they have joined; 0: none. */
  activeAt: number;
}

export interface ConversationStore {
  /**
   * Makes the conversation, its participants, the invitation and the first message. Repeated by `(from, clientId)`;
   * `reused`: the first message's clientId belongs to another message. `into`: asks those of `to` who are not in the
   * conversation; `left`: the inviter is not in it themselves; `full`: there would be more than `max`;
   * `present`: all are in it already.
   */
  invite(
    invitation: NewInvitation,
  ): Promise<Written<Invitation> | { refused: 'reused' | 'left' | 'full' | 'present' }>;
  invitation(id: string): Promise<Invitation | null>;
  /** Sent or received by `user`, oldest first; only such with an invitee in one of `states` if given. */
  invitations(user: string, states?: InvitationState[]): Promise<Invitation[]>;
  /** Moves invitees; accepting joins them to the conversation. `null`: nobody was in a state to move from. */
  move(move: InviteeMove): Promise<Written<Invitation> | null>;
  snooze(invitation: string, user: string, until: number): Promise<void>;
  snoozed(user: string, now: number): Promise<Record<string, number>>;
  /** Everybody's open invitations that are put off beyond `now`. */
  snoozes(now: number): Promise<Snooze[]>;
  /** The newest invitation of `user` into the conversation, else the first that they sent, whatever its state. */
  invitationTo(conversation: string, user: string): Promise<Invitation | null>;
  /** Invitations with a pending or shown invitee whose time is over. */
  expiring(now: number, limit: number): Promise<string[]>;

  /** `null`: has not joined it. */
  rename(
    conversation: string,
    user: string,
    header: string,
    at: number,
  ): Promise<Written<Conversation> | null>;

  /** All that `user` has muted then, in order. */
  mute(conversation: string, user: string, on: boolean): Promise<string[]>;
  muted(user: string): Promise<string[]>;

  conversation(id: string): Promise<Conversation | null>;
  /** Those that `user` is invited to or has joined, by last activity, newest first. */
  conversationsOf(user: string, limit: number): Promise<Conversation[]>;
  /**
   * Appends with the next number. Repeated by `(from, clientId)`. Refused unless `from` has joined: `invited`, `left`,
   * `stranger` say what they are instead; `reused`: the clientId belongs to another text or conversation;
   * `unknown`: there is no message of the number that it answers;
   * `file`: one of its files is not the sender's, of another conversation, or sent already.
   */
  append(message: NewMessage): Promise<Written<Message> | { refused: AppendRefusal }>;
  /** Changes a message; repeated by `(user, clientId)`, and without entries where nothing would change. */
  change(change: MessageChange): Promise<Written<Message> | { refused: ChangeRefusal }>;
  /** Told to all in it from whom the message is not withheld. `null`: it was deleted, or says something else now. */
  preview(preview: NewPreview): Promise<Written<Message> | null>;
  /** Without those that are withheld from `viewer`. */
  messages(
    conversation: string,
    range: { before?: number; after?: number; limit: number; viewer?: string },
  ): Promise<Message[]>;
  /** Only ever forward. `quietly`: nobody else learns of it, now or later. `null`: no participant, or nothing new. */
  markRead(
    conversation: string,
    user: string,
    seq: number,
    at: number,
    quietly?: boolean,
  ): Promise<Written<number> | null>;
  /** `null`: was not in it. */
  leave(conversation: string, user: string, at: number): Promise<Written<Conversation> | null>;
  /** Those who share with `user` a conversation that both are invited to or have joined. */
  peers(user: string): Promise<string[]>;
  /** Everybody for whom something is open, or who joined a conversation that was active since. */
  dueUsers(now: number, activeSince: number): Promise<DueState[]>;
  dueState(user: string, now: number): Promise<DueState>;
}
