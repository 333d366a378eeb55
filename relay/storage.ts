import type {
  Announcement,
  AttachedPage,
  Conversation,
  Invitation,
  InvitationState,
  LogEvent,
  Me,
  Message,
  PagesState,
  View,
} from './protocol.ts';

/**
 * The contract of the store. It decides nothing: every write names its own conditions, so that it is one atomic
 * step on SQLite and on PostgreSQL alike, and a promise is fulfilled only when the write is durable.
 * Writes that people must hear of append to their event logs in the same step and return the entries.
 */
export interface Storage {
  /** Identifies this set of event logs; another one after the store was made anew. */
  readonly epoch: string;
  readonly people: PeopleStore;
  readonly conversations: ConversationStore;
  readonly events: EventStore;
  readonly announcements: AnnouncementStore;
  readonly audit: AuditStore;
  readonly sites: SiteStore;
  /** All that a snapshot is made of, as it was at one moment. `null`: nobody of that name. */
  overview(user: string, range: OverviewRange): Promise<Overview | null>;
  /** Calls when another process has written to the store (a command line beside a running server). */
  watchForeignWrites(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface OverviewRange {
  now: number;
  conversations: number;
  /** Of each conversation, the newest. */
  messages: number;
  invitations: number;
  /** Invitations that moved since then are among them although they are over. */
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
  announcements: Announcement[];
  view: View | null;
  /** In order. */
  paused: string[];
}

/** Why something is due for `user`. */
export interface DueState {
  user: string;
  /** An invitation is open and not put off, an announcement waits, or a joined conversation has unread messages. */
  open: boolean;
  /** Newest activity in a conversation that they have joined; 0: none. */
  activeAt: number;
}

export interface Snooze {
  user: string;
  invitation: string;
  until: number;
}

/** A numbered entry of one person's log. */
export interface LoggedEvent {
  user: string;
  n: number;
  at: number;
  event: LogEvent;
}

/** What a write brought about. `repeated`: it had been done before, and nothing new was logged. */
export interface Written<T> {
  value: T;
  events: LoggedEvent[];
  repeated: boolean;
}

export interface StoredPerson extends Omit<Me, 'presence'> {
  disabled: boolean;
  /** Encoded password digest. */
  password: string;
  /** Goes up with every change that must end sessions and cached credentials. */
  version: number;
}

export interface PeopleStore {
  /** `null` when the name is taken. */
  create(person: Omit<StoredPerson, 'version' | 'disabled'>, at: number): Promise<StoredPerson | null>;
  get(name: string): Promise<StoredPerson | null>;
  getMany(names: string[]): Promise<StoredPerson[]>;
  /** By name, display name or e-mail, prefix matches of a word first; disabled people are left out. */
  find(query: string, limit: number): Promise<StoredPerson[]>;
  list(): Promise<StoredPerson[]>;
  /** Raises `version` when `password` or `disabled` is among the changes. `null`: nobody of that name. */
  update(
    name: string,
    changes: Partial<Pick<StoredPerson, 'password' | 'disabled' | 'display' | 'email' | 'phone' | 'role'>>,
  ): Promise<StoredPerson | null>;
  addToken(token: {
    digest: string;
    user: string;
    kind: 'api' | 'session';
    at: number;
    expiresAt: number | null;
  }): Promise<void>;
  /** The owner and their version at issue; a token of an older version is void. */
  getToken(digest: string, now: number): Promise<{ user: string; kind: 'api' | 'session' } | null>;
  removeToken(digest: string): Promise<void>;
  view(user: string): Promise<View | null>;
  saveView(user: string, view: View): Promise<void>;
  drafts(user: string): Promise<Record<string, string>>;
  /** Empty text removes it. `key`: a conversation, or `new`. */
  saveDraft(user: string, key: string, text: string, at: number): Promise<void>;
}

export interface NewInvitation {
  id: string;
  conversation: string;
  from: string;
  to: string[];
  header: string;
  instruction: string;
  page: AttachedPage | null;
  clientId: string | null;
  at: number;
  expiresAt: number;
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

export interface ConversationStore {
  /**
   * Makes the conversation, its participants, the invitation and the first message. Repeated by `(from, clientId)`;
   * `reused`: the first message's clientId belongs to another message.
   */
  invite(invitation: NewInvitation): Promise<Written<Invitation> | { refused: 'reused' }>;
  invitation(id: string): Promise<Invitation | null>;
  /** Sent or received by `user`, oldest first; only such with an invitee in one of `states` if given. */
  invitations(user: string, states?: InvitationState[]): Promise<Invitation[]>;
  /** Moves invitees; accepting joins them to the conversation. `null`: nobody was in a state to move from. */
  move(move: InviteeMove): Promise<Written<Invitation> | null>;
  snooze(invitation: string, user: string, until: number): Promise<void>;
  snoozed(user: string, now: number): Promise<Record<string, number>>;
  /** Everybody's open invitations that are put off beyond `now`. */
  snoozes(now: number): Promise<Snooze[]>;
  /** The invitation by which `user` came to be in the conversation, whatever its state. */
  invitationTo(conversation: string, user: string): Promise<Invitation | null>;
  /** Invitations with a pending or shown invitee whose time is over. */
  expiring(now: number, limit: number): Promise<string[]>;

  conversation(id: string): Promise<Conversation | null>;
  /** Those that `user` is invited to or has joined, by last activity, newest first. */
  conversationsOf(user: string, limit: number): Promise<Conversation[]>;
  /**
   * Appends with the next number. Repeated by `(from, clientId)`. Refused unless `from` has joined: `invited`, `left`,
   * `stranger` say what they are instead; `reused`: the clientId belongs to another text or conversation.
   */
  append(
    message: Omit<Message, 'seq'>,
  ): Promise<Written<Message> | { refused: 'invited' | 'left' | 'stranger' | 'reused' }>;
  messages(
    conversation: string,
    range: { before?: number; after?: number; limit: number },
  ): Promise<Message[]>;
  /** Only ever forward. `null`: no participant, or nothing new. */
  markRead(conversation: string, user: string, seq: number, at: number): Promise<Written<number> | null>;
  /** `null`: was not in it. */
  leave(conversation: string, user: string, at: number): Promise<Written<Conversation> | null>;
  /** Those who share with `user` a conversation that both are invited to or have joined. */
  peers(user: string): Promise<string[]>;
  /** Everybody for whom something is open, or who joined a conversation that was active since. */
  dueUsers(now: number, activeSince: number): Promise<DueState[]>;
  dueState(user: string, now: number): Promise<DueState>;
}

export interface EventStore {
  /** Number of the newest entry; 0 before the first. */
  last(user: string): Promise<number>;
  /** Entries with numbers above `after`, in order. */
  after(user: string, after: number, limit: number): Promise<LoggedEvent[]>;
}

export interface AnnouncementStore {
  add(
    announcement: { id: string; from: string; text: string; priority: Announcement['priority']; at: number },
    to: string[],
  ): Promise<Written<Announcement>>;
  /** Not yet acknowledged by `user`, oldest first. */
  open(user: string): Promise<Announcement[]>;
  /** `null`: no such announcement for `user`. */
  acknowledge(id: string, user: string, at: number): Promise<Written<null> | null>;
}

export interface AuditStore {
  /** Append-only. `detail` never holds message texts or secrets. */
  add(entry: {
    at: number;
    actor: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
  }): Promise<void>;
  list(limit: number): Promise<
    {
      n: number;
      at: number;
      actor: string;
      action: string;
      subject: string;
      detail: Record<string, unknown>;
    }[]
  >;
}

export interface SiteStore {
  /** Everybody's paused hosts, each in order; people without any are left out. */
  paused(): Promise<{ user: string; hosts: string[] }[]>;
  /** The person's hosts with this one. `full`: they have `max` others already, and nothing was written. */
  pause(user: string, host: string, at: number, max: number): Promise<string[] | { refused: 'full' }>;
  /** The person's hosts without this one. */
  resume(user: string, host: string): Promise<string[]>;
  /** `null`: never switched. */
  pages(): Promise<PagesState | null>;
  savePages(state: PagesState): Promise<void>;
}
