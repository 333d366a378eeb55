import type { z } from 'zod';
import type { RelayFigures } from './figures.ts';
import type {
  Announcement,
  AnnouncementRecord,
  AnnouncementReport,
  AnnouncementState,
  AnnouncementTemplate,
  ApiToken,
  AudiencePreview,
  AuditEntry,
  AuditPage,
  AuditQuery,
  AuditReport,
  announcementSchema,
  Barrier,
  CommandName,
  CommandOutputs,
  Cursor,
  Duty,
  FileRef,
  HeldCopy,
  Hold,
  Invitation,
  Keeping,
  LiveSession,
  LogIn,
  Me,
  OpenAddress,
  PagesState,
  PasswordReset,
  Person,
  Registration,
  RegistrationCode,
  Right,
  Role,
  reportViewSchema,
  Scope,
  ServerFrame,
  Snapshot,
  Webhook,
  WebhookDelivery,
} from './protocol.ts';
import type { RelayRules } from './rules.ts';
import type { TokenBounds } from './scopes.ts';
import type { HouseOverlay, LearnedBypass } from './storage.ts';
import type { Place } from './tokens.ts';

export type { TokenBounds } from './scopes.ts';

/** The relay as the portal, the gate and the command line see it. Methods throw only `RelayError`s. */
export interface Relay {
  readonly accounts: Accounts;
  readonly admission: Admission;
  readonly tokens: RelayTokens;
  readonly webhooks: RelayWebhooks;
  /** Runs one command as `user`. `input` comes as it came in: it is checked here. */
  perform<N extends CommandName>(
    user: string,
    command: N,
    input: unknown,
    session?: string,
  ): Promise<CommandOutputs[N]>;
  /** What people without an account may do. */
  readonly visitors: Visiting;
  me(user: string): Promise<Me>;
  person(viewer: string, name: string): Promise<Person>;
  invitations(user: string, state?: Invitation['to'][number]['state']): Promise<Invitation[]>;
  conversations(user: string): Promise<Snapshot['conversations']>;
  snapshot(user: string): Promise<Snapshot>;
  /** Opens a channel. `send` gets `hello`, then what the log holds behind `cursor` (or a reset), then what happens. */
  connect(options: ChannelOptions): Promise<Channel>;
  /** The last so many announcements to `user`, acknowledged or not, newest first. */
  announcements(user: string, limit: number): Promise<Announcement[]>;
  readonly announcing: Announcing;
  /** What was announced to `user` and is not acknowledged yet, the oldest first. */
  openAnnouncements(user: string): Announcement[];

  readonly audit: RelayAudit;
  readonly keeping: RelayKeeping;
  readonly persons: RelayPersons;
  readonly files: RelayFiles;
  readonly pictures: RelayPictures;

  /** The channels open on this node, the oldest first; for administrators. */
  sessions(by: string): Promise<LiveSession[]>;
  endSession(by: string, id: string): Promise<void>;
  /** The hosts whose pages `user` wants left alone, in order. */
  paused(user: string): string[];
  /** Whether the window may stand in pages at all. */
  pages(): PagesState;
  /** Lets the window into pages, or takes it out of all at once. `by`: an administrator, or `null` for who runs the machine. */
  switchPages(by: string | null, on: boolean): Promise<PagesState>;

  /** The barriers between groups; for administrators. */
  barriers(by: string): Barrier[];
  /** Keeps the members of two groups apart, or lets them meet again. */
  setBarrier(by: string, between: [string, string], on: boolean): Promise<Barrier[]>;
  /** The group whose board this session shows. */
  activeGroup(session: string): string | null;

  /** What administrators have changed over the settings of the file. */
  readonly house: RelayHouse;
  /** Goes on by these rules; what is left out stays. */
  use(rules: Partial<RelayRules>): void;

  /** For the gate. */
  due(user: string): boolean;
  /** Why this host's pages must reach `user` untouched, or `null` when they may carry the window. */
  refusesPages(user: string, host: string): PagesRefusal | null;
  seen(user: string): void;
  watch(listener: (change: { kind: 'due' | 'settled' | 'revoked'; user: string }) => void): () => void;

  /** How much there is of everything, for those who run the server. */
  figures(): RelayFigures;

  /** Tells every channel to come back later, writes what is pending, stops timers. The store is closed by its owner. */
  close(): Promise<void>;
}

/** Keeps changes of settings and tells of them; whether a value is good is known to whoever asks for the change. */
export interface RelayHouse {
  readonly overlay: HouseOverlay;
  /** `by`: an administrator, or `null` for who runs the machine. `conflict`: `version` is not the one that stands. */
  change(
    by: string | null,
    change: { version: number; set: Record<string, unknown>; reset: string[] },
  ): Promise<HouseOverlay>;
  /** Told of each new overlay, whoever made it, until the returned function is called. Must not throw. */
  watch(watcher: (overlay: HouseOverlay) => void): () => void;
  bypasses(): Promise<LearnedBypass[]>;
  saveBypasses(bypasses: LearnedBypass[]): Promise<void>;
  /** For the audit log. `by` is `null` for the proxy itself. */
  noteBypass(by: string | null, what: 'learned' | 'ended', host: string): Promise<void>;
}

/** What those do who may announce; everybody else gets `forbidden`. Inputs come as they came in. */
export interface Announcing {
  announce(by: string, input: z.input<typeof announcementSchema>): Promise<AnnouncementRecord>;
  /** Whom `{to, except, presence}` would reach. */
  preview(by: string, input: unknown): Promise<AudiencePreview>;
  /** Newest first; written before `before` if given. */
  list(
    by: string,
    range: { states: AnnouncementState[]; before: number | null; limit: number },
  ): Promise<AnnouncementRecord[]>;
  /** With everybody, where `view` names no others. */
  report(by: string, id: string, view?: z.input<typeof reportViewSchema>): Promise<AnnouncementReport>;
  update(by: string, id: string, input: unknown): Promise<AnnouncementRecord>;
  withdraw(by: string, id: string): Promise<AnnouncementRecord>;
  /** Gives back the all-clear. */
  clear(by: string, id: string, text: string): Promise<AnnouncementRecord>;
  remind(by: string, id: string): Promise<AnnouncementRecord>;
  /** A second person approves or refuses it; `input` as `decisionSchema` has it. */
  decide(by: string, id: string, input: unknown): Promise<AnnouncementRecord>;
  upload(by: string, name: string, content: AsyncIterable<Uint8Array>): Promise<FileRef>;
  /** For those whom its announcement went to, too. */
  open(user: string, file: string): Promise<OpenedFile>;
  templates(by: string): Promise<AnnouncementTemplate[]>;
  saveTemplate(by: string, input: unknown): Promise<AnnouncementTemplate>;
  removeTemplate(by: string, name: string): Promise<void>;
}

/** For administrators and auditors; `by` is `null` for who runs the machine. Each reading is noted in the log itself. */
export interface RelayAudit {
  /** The newest first. */
  list(by: string | null, query: AuditQuery): Promise<AuditPage>;
  /** All that fit, the oldest first. */
  export(by: string | null, filter: Omit<AuditQuery, 'limit'>): Promise<AsyncIterable<AuditEntry>>;
  /** `checkpoint`: `HASH` or `NUMBER:HASH`, which must stand in the log. */
  verify(by: string | null, checkpoint?: string): Promise<AuditReport>;
}

/** All that is there of one person; for administrators. `by` is `null` for who runs the machine. */
export interface RelayPersons {
  /**
   * Fulfilled when nobody can be them or reach them any more; what they said and left goes behind it, step by step, over
   * a restart, too. `held`: something of theirs is under a legal hold.
   */
  delete(by: string | null, name: string): Promise<void>;
  /** Fulfilled when nothing of that is left to do. */
  deleted(): Promise<void>;
  /** What is there of them, as a tar archive of JSON and files; `index.json` in it says what is what. */
  export(by: string | null, name: string): Promise<AsyncIterable<Uint8Array>>;
}

/** How long things are kept, and what must be kept. Seen by administrators and auditors, holds set by administrators alone. */
export interface RelayKeeping {
  /** In days; `sweptAt`: when a sweep of this process last came to its end. */
  periods(by: string | null): Promise<{ days: Keeping; sweptAt: number | null }>;
  /** Those in force first. */
  holds(by: string | null): Promise<Hold[]>;
  /** `unknown_person`, `unknown_conversation`, `conflict`: one is in force already. */
  hold(by: string | null, input: unknown): Promise<Hold>;
  /** `unknown_hold`. */
  lift(by: string | null, id: string, input: unknown): Promise<Hold>;
  /** What was changed or taken back under it, the oldest first. */
  copies(by: string, id: string, range: { after: number; limit: number }): Promise<HeldCopy[]>;
}

/** What people look like to others: PNG, JPEG or WebP of at most 512 KB and 2,048 pixels a side. */
export interface RelayPictures {
  /** Gives back its version. `file_refused`. */
  set(user: string, content: AsyncIterable<Uint8Array>): Promise<string>;
  remove(user: string): Promise<void>;
  /** `unknown_file`: there is none, or the viewer may not find its owner. */
  open(viewer: string, name: string): Promise<OpenedFile>;
}

/** Files in conversations. Whoever asks must be in the conversation. */
export interface RelayFiles {
  /** Kept once fulfilled; forgotten after a day unless a message of the same person carries it. */
  upload(
    user: string,
    conversation: string,
    name: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<FileRef>;
  /** A small picture of it, before it is sent. */
  addThumbnail(
    user: string,
    conversation: string,
    file: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<FileRef>;
  open(user: string, conversation: string, file: string, part: 'whole' | 'thumbnail'): Promise<OpenedFile>;
}

export interface OpenedFile {
  name: string;
  type: string;
  /** `null`: not known before it is read. */
  bytes: number | null;
  /** The same for the same content. */
  tag: string;
  /** `null`: it has gone meanwhile. */
  read(): Promise<AsyncIterable<Uint8Array> | null>;
}

/** `paused`: by this person on this host; `switched_off`: everywhere, by an administrator. */
export type PagesRefusal = 'paused' | 'switched_off';

export interface ChannelOptions {
  user: string;
  /** `null` starts at the present. */
  cursor: Cursor | null;
  /** The token that let them in, where one did: the channel ends with it. */
  token?: string | null;
  /** What that token is good for; everything if not given. */
  scopes?: TokenBounds;
  /** Whence it comes, for administrators. */
  from?: { address: string; port: number | null };
  /** Called in order; must not throw. */
  send(frame: ServerFrame): void;
  /** Events only: what a script wants that reads Server-Sent Events. */
  eventsOnly?: boolean;
}

/** Who looks at a page without an account. `proof`: of having opened it, as `unlock` or `follow` gave it; kept sealed. */
export interface Visit {
  address: string;
  proof: string | null;
}

/** What people without an account may ask of somebody's address. `typed`: a name, an alias, or a group as `@NAME`. */
export interface Visiting {
  /** `null`: nobody there, or hidden, or not for this visitor; `name` in it is the true one. */
  open(typed: string, visit: Visit): Promise<OpenAddress | null>;
  /** Rings. `words`: `{display, contact, text, once}`, not yet checked. `token`: the guest comes back with it. */
  talk(typed: string, words: unknown, visit: Visit): Promise<{ guest: string; token: string }>;
  leave(typed: string, words: unknown, visit: Visit): Promise<void>;
  /** `null`: none for this visitor. */
  picture(typed: string, visit: Visit): Promise<OpenedFile | null>;
  /** A proof when the password or PIN is right. */
  unlock(typed: string, secret: string, visit: Visit): Promise<string | null>;
  /** The page to which a link leads, with the proof that opens it. */
  follow(secret: string, visit: Visit): Promise<{ name: string; proof: string } | null>;
  /** Who shows a guest's token; `null`: nobody, or it is over. */
  guest(token: string): Promise<{ name: string; owner: string; display: string } | null>;
}

export interface Channel {
  readonly session: string;
  /** A frame from the other side, parsed from JSON but not yet checked. Answers by `send`. */
  receive(frame: unknown): Promise<void>;
  /** The connection is gone. `signAt`: when the person was last known to be there, if not now. */
  close(signAt?: number): void;
}

export interface Accounts {
  /** Wrong attempts are slowed and limited by name and by address. The same for proxy and log-in page. */
  authenticate(
    name: string,
    password: string,
    address: string,
  ): Promise<
    | { ok: true; user: string }
    | { ok: false; reason: 'wrong' | 'limited' | 'disabled'; retryAfterMs?: number }
  >;
  /** `by`: an administrator; who runs the machine if not given. */
  create(person: NewPerson, by?: string): Promise<Me>;
  get(name: string): Promise<Me & { disabled: boolean }>;
  list(): Promise<(Me & { disabled: boolean })[]>;
  /** What others see of a person, and how they are reached; what is left out stays. `invalid` names the field. */
  updateProfile(
    name: string,
    changes: { display?: string; email?: string | null; phone?: string | null; mobile?: string | null },
    by?: string,
  ): Promise<Me>;
  /** An administrator's change. Somebody who may administer always stays. */
  administer(
    by: string,
    name: string,
    changes: { role?: Role; duties?: Duty[]; disabled?: boolean },
  ): Promise<void>;
  /** Throws `forbidden` unless they have it. `by` is `null` for who runs the machine. */
  mustHave(by: string | null, right: Right): Promise<void>;
  /** Ends the person's sessions and cached credentials. `by`: who runs the machine if not given. */
  setPassword(name: string, password: string, by?: string): Promise<void>;
  setDisabled(name: string, disabled: boolean): Promise<void>;
  /** A bearer token, shown once; only its digest is stored. */
  issueToken(name: string, kind: 'api' | 'session', place?: Place): Promise<string>;
  /** `null` when it is unknown, expired, revoked, bound to scopes, or its owner disabled. */
  tokenUser(token: string, address?: string): Promise<string | null>;
  /** The same with its bounds, if it has any. */
  bearer(token: string, address?: string): Promise<{ user: string; scopes: Scope[] | null } | null>;
  /** Ends the channels that it opened, too. */
  revokeToken(token: string): Promise<void>;
  /** The person's tokens in force, the last used first. `token`: by which this is asked. */
  logIns(user: string, token?: string | null): Promise<LogIn[]>;
  /** As `revokeToken`, by its id. */
  endLogIn(user: string, id: string): Promise<void>;
  /** An administrator ends all of somebody's log-ins and channels; tokens of their programs stay. */
  endLogIns(by: string, name: string): Promise<void>;
}

/** Tokens of programs: bound to scopes, and never good for more than their owner may. */
export interface RelayTokens {
  /**
   * The token itself is shown only now. `by`: the owner, or `null` for who runs the machine. `bounds`: of the token by
   * which this is asked, which makes none that is good for more (`scope_missing`).
   */
  make(
    by: string | null,
    owner: string,
    input: unknown,
    bounds?: TokenBounds,
    place?: Place,
  ): Promise<ApiToken & { token: string }>;
  /** In force, the newest first. */
  list(owner: string): Promise<ApiToken[]>;
  /** Ends one, and the channels that it opened. `unknown_token`. */
  end(owner: string, id: string): Promise<void>;
  /** Everybody's; for administrators. */
  all(by: string): Promise<ApiToken[]>;
  endAny(by: string, id: string): Promise<void>;
}

/** Addresses that are told what happens; for administrators. `unknown_webhook`. */
export interface RelayWebhooks {
  /** The secret that signs what it is told is shown only now. */
  make(by: string, input: unknown): Promise<Webhook & { secret: string }>;
  list(by: string): Promise<Webhook[]>;
  change(by: string, id: string, input: unknown): Promise<Webhook>;
  remove(by: string, id: string): Promise<void>;
  /** Sends it a `ping` at once, beside its queue. `error`: why it did not arrive. */
  test(by: string, id: string): Promise<{ status: number | null; error: string | null }>;
  /** The last ones, the newest first. */
  deliveries(by: string, id: string): Promise<WebhookDelivery[]>;
}

/** Ways in for who has no password yet, or none any more. Attempts are limited by address. */
export interface Admission {
  readonly registration: Registration;
  /** Makes an account of the role `user`. `wrong_code`, `conflict` (the name is taken), `limited`, `forbidden` (closed). */
  register(person: NewPerson & { code?: string }, address: string): Promise<Me>;
  /** `by`: an administrator, or `null` for who runs the machine. The code is shown only now. */
  makeCode(
    by: string | null,
    input: { note?: string; days?: number },
  ): Promise<RegistrationCode & { code: string }>;
  codes(): Promise<RegistrationCode[]>;
  removeCode(by: string, id: string): Promise<void>;
  /** Voids an earlier one of the same person. */
  makeReset(by: string | null, name: string): Promise<PasswordReset>;
  /** Sets the password and gives back whose it is. Ends their sessions. `wrong_code`, `limited`. */
  resetPassword(token: string, password: string, address: string): Promise<string>;
}

export interface NewPerson {
  name: string;
  password: string;
  role?: Exclude<Role, 'guest'>;
  duties?: Duty[];
  display?: string;
  email?: string | null;
  phone?: string | null;
  mobile?: string | null;
}
