import { z } from 'zod';

/**
 * The protocol: every shape that crosses the channel or the HTTP API, in one table of types.
 * Inputs are schemas, checked at the edge; outputs are plain types, because we make them ourselves.
 * The channel's documentation and the API's description are generated from here.
 */

export const limits = {
  nameChars: 64,
  displayChars: 80,
  headerChars: 120,
  instructionChars: 500,
  textChars: 8_000,
  invitees: 50,
  historyMessages: 100,
  /** Hosts that one person may pause. */
  pausedHosts: 200,
  /** Of one frame on the channel and of one HTTP body. Enough for a full text in any script, JSON-escaped. */
  frameBytes: 64 * 1024,
} as const;

// ---------------------------------------------------------------- things

export type Role = 'admin' | 'user';
export type PresenceState = 'online' | 'idle' | 'away' | 'dnd' | 'browsing' | 'offline';
export type InvitationState = 'pending' | 'shown' | 'accepted' | 'declined' | 'withdrawn' | 'expired';

export interface Person {
  name: string;
  display: string;
  presence: PresenceState;
}

/** What a person sees of themselves. */
export interface Me extends Person {
  role: Role;
  email: string | null;
  phone: string | null;
}

/** A page that somebody attached: address and title as their browser gave them, so untrusted text. */
export interface AttachedPage {
  url: string;
  title: string;
}

/** Times are milliseconds since 1970-01-01 UTC throughout. */
export interface Invitation {
  id: string;
  conversation: string;
  from: { name: string; display: string };
  to: Invitee[];
  header: string;
  instruction: string;
  page: AttachedPage | null;
  at: number;
  expiresAt: number;
}

export interface Invitee {
  name: string;
  display: string;
  state: InvitationState;
}

export interface Conversation {
  id: string;
  header: string;
  participants: Participant[];
  /** Number of the newest message; 0 before the first. */
  lastSeq: number;
  at: number;
}

export interface Participant {
  name: string;
  display: string;
  /** `invited` people may read, and join by answering; who has `left` gets nothing more. */
  state: 'invited' | 'joined' | 'left';
  /** The newest message that they have seen. */
  readSeq: number;
}

export interface Message {
  id: string;
  conversation: string;
  /** Dense number within its conversation, from 1. */
  seq: number;
  from: string;
  clientId: string;
  text: string;
  at: number;
}

export interface Announcement {
  id: string;
  from: { name: string; display: string };
  text: string;
  priority: 'info' | 'urgent' | 'emergency';
  at: number;
}

/** Whether the window may stand in pages at all, and who said so last; `null`: nobody yet, or who runs the machine. */
export interface PagesState {
  on: boolean;
  by: string | null;
  at: number | null;
}

// ---------------------------------------------------------------- a person's event log

/** An entry of a person's event log. `invitation` and `conversation` carry the whole thing: the newest one stands. */
export type LogEvent =
  | { kind: 'invitation'; invitation: Invitation }
  | { kind: 'conversation'; conversation: Conversation }
  | { kind: 'message'; message: Message }
  | { kind: 'read'; conversation: string; name: string; seq: number }
  | { kind: 'announcement'; announcement: Announcement }
  | { kind: 'acknowledged'; announcement: string };

/** A place in a person's event log. `n` is dense from 1; another `epoch` means another log, hence a reset. */
export interface Cursor {
  epoch: string;
  n: number;
}

/** As in `?cursor=` and `Last-Event-ID`: `EPOCH.N`. */
export const formatCursor = (cursor: Cursor): string => `${cursor.epoch}.${cursor.n}`;

/** `null` for anything that is not a cursor. */
export function parseCursor(text: string): Cursor | null {
  const match = /^([0-9a-z]{1,40})\.(0|[1-9][0-9]{0,14})$/.exec(text);
  return match ? { epoch: match[1]!, n: Number(match[2]) } : null;
}

// ---------------------------------------------------------------- what a pane starts from

/** How the person left the pane; goes with them from page to page. */
export interface View {
  /** `false`: only the launcher shows. */
  open: boolean;
  screen: 'home' | 'compose' | 'conversation';
  conversation: string | null;
  /** The corner, by writing direction. */
  side: 'start' | 'end';
}

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
  announcements: Announcement[];
  view: View;
  /** Presence of the people in it. */
  presence: Record<string, PresenceState>;
  /** Hosts whose pages the person wants left alone, in order. */
  paused: string[];
}

// ---------------------------------------------------------------- commands

/** One line or several; no control characters but tab and line feed, nothing that is not well-formed Unicode. */
const text = (maxChars: number) =>
  z
    .string()
    .max(maxChars, `longer than ${maxChars} characters`)
    .transform(value => value.replace(/\r\n?/g, '\n'))
    .refine(value => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), 'contains control characters')
    .refine(value => value.isWellFormed(), 'is not well-formed Unicode');

const line = (maxChars: number) => text(maxChars).refine(value => !/[\n\t]/.test(value), 'must be one line');

export const idSchema = z.string().regex(/^[0-9a-zA-Z_-]{1,64}$/, 'is not an id');
export const nameSchema = z
  .string()
  .transform(value => value.trim().toLowerCase())
  .refine(
    value => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(value),
    'is not a name: letters a to z, digits, and . _ - after the first',
  );

export const pageSchema = z.object({
  url: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).max(2_048),
  title: line(300),
});

/** A host as the proxy knows it: lower case, ASCII, without port, brackets or the root's dot. Empty: it is none. */
function asHost(text: string): string {
  const url = URL.parse(`http://${text.trim()}`);
  if (url?.href !== `http://${url?.hostname}/`) return '';
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  return /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]+)$/.test(host) ? host : '';
}

export const hostSchema = z
  .string()
  .max(300, 'longer than 300 characters')
  .transform(asHost)
  .refine(host => host !== '' && host.length <= 253, 'is not a host name');

const viewSchema = z.object({
  open: z.boolean(),
  screen: z.enum(['home', 'compose', 'conversation']),
  conversation: idSchema.nullable(),
  side: z.enum(['start', 'end']),
});

export const someText = (maxChars: number) => text(maxChars).refine(value => value.trim() !== '', 'is empty');

/** Every command: what it takes. The channel's `do` frames and the HTTP calls both end here. */
export const commandInputs = {
  invite: z.object({
    to: z.array(nameSchema).min(1, 'names nobody').max(limits.invitees, `names more than ${limits.invitees}`),
    header: line(limits.headerChars).default(''),
    instruction: line(limits.instructionChars).default(''),
    message: text(limits.textChars).default(''),
    page: pageSchema.nullable().default(null),
    clientId: idSchema.optional(),
  }),
  /** The invitation stands on the invitee's screen. */
  show: z.object({ invitation: idSchema }),
  accept: z.object({ invitation: idSchema }),
  decline: z.object({ invitation: idSchema }),
  later: z.object({ invitation: idSchema }),
  withdraw: z.object({ invitation: idSchema }),
  send: z.object({ conversation: idSchema, clientId: idSchema, text: someText(limits.textChars) }),
  read: z.object({ conversation: idSchema, seq: z.int().min(0) }),
  typing: z.object({ conversation: idSchema }),
  leave: z.object({ conversation: idSchema }),
  history: z.object({
    conversation: idSchema,
    before: z.int().min(1).optional(),
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(limits.historyMessages).default(50),
  }),
  draft: z.object({ conversation: z.union([z.literal('new'), idSchema]), text: text(16_000) }),
  view: viewSchema,
  people: z.object({ query: line(100).default('') }),
  acknowledge: z.object({ announcement: idSchema }),
  /** `on`: leave this host's pages alone from now on. */
  pause: z.object({ host: hostSchema, on: z.boolean() }),
} as const;

/** What each command gives back. */
export interface CommandOutputs {
  invite: Invitation;
  show: Invitation;
  accept: Invitation;
  decline: Invitation;
  later: { until: number };
  withdraw: Invitation;
  send: { id: string; seq: number; at: number };
  read: { seq: number };
  typing: Record<string, never>;
  leave: Conversation;
  history: { messages: Message[] };
  draft: Record<string, never>;
  view: Record<string, never>;
  people: { people: Person[] };
  acknowledge: Record<string, never>;
  /** All that are paused now. */
  pause: { paused: string[] };
}

export type CommandName = keyof CommandOutputs;
export type CommandInput<N extends CommandName> = z.input<(typeof commandInputs)[N]>;

// ---------------------------------------------------------------- channel frames

/** From a browser or native client. */
export const clientFrame = z.discriminatedUnion('kind', [
  /** Answered by one `reply` with the same `ref`. */
  z.object({
    kind: z.literal('do'),
    ref: z.int().min(0),
    command: z.enum(Object.keys(commandInputs) as [CommandName, ...CommandName[]]),
    input: z.unknown(),
  }),
  /** Whether this page can be seen, and has the focus: decides which tab rings, and idle. */
  z.object({ kind: z.literal('attention'), visible: z.boolean(), focused: z.boolean() }),
]);

export type ClientFrame =
  | { [N in CommandName]: { kind: 'do'; ref: number; command: N; input: CommandInput<N> } }[CommandName]
  | { kind: 'attention'; visible: boolean; focused: boolean };

export interface ProblemBody {
  code: string;
  message: string;
  /** Path of the input field at fault. */
  field?: string;
}

/** From the server. The first is always `hello`, then what the log holds behind the cursor. */
export type ServerFrame =
  | { kind: 'hello'; session: string; cursor: Cursor }
  | { kind: 'event'; n: number; at: number; event: LogEvent }
  /** The cursor could not be continued: forget everything and start from this. */
  | { kind: 'reset'; snapshot: Snapshot }
  | { kind: 'reply'; ref: number; ok: true; data: unknown }
  | { kind: 'reply'; ref: number; ok: false; error: ProblemBody }
  | { kind: 'typing'; conversation: string; name: string }
  | { kind: 'presence'; name: string; presence: PresenceState }
  /** What is the person's own, as another tab of theirs, or the page before this one, has just left it. */
  | {
      kind: 'mine';
      draft?: { conversation: string; text: string };
      /** All of them. */
      drafts?: Record<string, string>;
      view?: View;
      snoozed?: Record<string, number>;
      paused?: string[];
    }
  /** Whether the window may stand in pages; one that may not shows nothing until it may again. */
  | { kind: 'pages'; on: boolean }
  /** Whether this tab is the one that rings. */
  | { kind: 'ring'; on: boolean }
  /** A frame could not be understood at all. */
  | { kind: 'error'; error: ProblemBody }
  /** The server is about to close: `restart`: come back after `retryMs`; `revoked`: log in again. */
  | { kind: 'bye'; reason: 'restart' | 'revoked'; retryMs: number };

// ---------------------------------------------------------------- the pane's document

/**
 * Stands as JSON in the pane's own document, in `<script type="application/json" id="hallway-boot">`, so that its first
 * paint needs no further request. The pane draws itself into `<div id="hallway">`, empty at first.
 */
export interface Boot {
  snapshot: Snapshot;
  /** Bound to user and pane; goes with every call and with the channel. */
  token: string;
  /** `pane`: the frame within a page; `page`: the same as a page of its own. */
  mode: 'pane' | 'page';
  /** Primary subtag of the language that the person's browser wants, as far as there are texts for it. */
  language: string;
  /** The texts of that language by key; `null` for English, which the pane has itself. */
  texts: Record<string, string> | null;
  /** The portal's own pages for the pane's menu and where to go when the pane cannot be used in place. */
  links: { home: string; talk: string; account: string };
}
