import type { Conversation, Message, Participant } from '../relay/protocol.ts';
import type { ConversationStore, LoggedEvent, NewMessage } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Files } from './files.ts';
import type { Aside } from './holds.ts';
import { changes } from './message-changes.ts';
import type { MessageRows } from './message-rows.ts';
import { messages } from './messages.ts';
import type { Sync } from './operations.ts';
import type { Search } from './search.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<
  ConversationStore,
  | 'conversation'
  | 'conversationsOf'
  | 'append'
  | 'change'
  | 'preview'
  | 'messages'
  | 'markRead'
  | 'rename'
  | 'mute'
  | 'muted'
  | 'leave'
  | 'peers'
>;

/** Conversations, who is in them, and their messages; the rest is for the invitations, in their transaction. */
export interface Conversations extends Sync<Part> {
  make(conversation: { id: string; header: string; at: number }): void;
  /** `hidden`: they must not learn of it. */
  add(conversation: string, user: string, state: Participant['state'], hidden?: boolean): void;
  stateOf(conversation: string, user: string): Participant['state'] | null;
  /** Those who are invited or joined. */
  sizeOf(conversation: string): number;
  /** Whether it changed anything. */
  setState(conversation: string, user: string, from: Participant['state'], to: Participant['state']): boolean;
  /** Who is invited or joined, and `others` who must hear besides. */
  audience(conversation: string, others?: string[]): string[];
  tell(conversation: string, at: number, others?: string[]): LoggedEvent[];
  /** Appends for a sender who is known to have joined. */
  put(message: NewMessage): { value: Message; events: LoggedEvent[] };
  messageOf(sender: string, clientId: string): Message | null;
}

interface ConversationRow {
  id: string;
  header: string;
  at: number;
  last_seq: number;
}

export function conversations(db: Db, log: EventLog, parts: MessageParts): Conversations {
  const reading = readers(db);
  const messaging = messages(db, log, parts, reading);
  const changing = changes(db, log, parts, reading);
  const { conversation, audience } = reading;

  const insert = db.prepare('INSERT INTO conversations (id, header, at, active_at) VALUES (?, ?, ?, ?)');
  const add = db.prepare(
    `INSERT INTO participants (conversation, user, state, hidden, position) VALUES (@id, @user, @state, @hidden,
       (SELECT count(*) FROM participants WHERE conversation = @id))
     ON CONFLICT (conversation, user) DO UPDATE SET state = @state, hidden = @hidden`,
  );
  const setState = db.prepare(
    'UPDATE participants SET state = ? WHERE conversation = ? AND user = ? AND state = ?',
  );
  const touch = db.prepare('UPDATE conversations SET active_at = ? WHERE id = ? AND active_at < ?');
  const rename = db.prepare('UPDATE conversations SET header = ? WHERE id = ? AND header <> ?');
  const mute = db.prepare('UPDATE participants SET muted = ? WHERE conversation = ? AND user = ?');
  const dropDraft = db.prepare('DELETE FROM drafts WHERE user = ? AND key = ?');

  const tell = (id: string, at: number, others: string[] = []) => {
    const now = conversation(id);
    if (!now) return [];
    touch.run(at, id, at);
    return log.append(audience(id, others), at, { kind: 'conversation', conversation: now });
  };

  return {
    ...reading,
    ...messaging,
    ...changing,
    tell,
    make: ({ id, header, at }) => void insert.run(id, header, at, at),
    add: (id, user, state, hidden = false) => void add.run({ id, user, state, hidden: hidden ? 1 : 0 }),
    setState: (id, user, from, to) => setState.run(to, id, user, from).changes > 0,
    rename(id, user, header, at) {
      if (reading.stateOf(id, user) !== 'joined') return null;
      const isNew = rename.run(header, id, header).changes > 0;
      const events = isNew ? tell(id, at) : [];
      return { value: conversation(id)!, events, repeated: !isNew };
    },
    mute(id, user, on) {
      mute.run(on ? 1 : 0, id, user);
      return reading.muted(user);
    },
    leave(id, user, at) {
      const state = reading.stateOf(id, user);
      if (state === null) return null;
      if (state === 'left') return { value: conversation(id)!, events: [], repeated: true };
      setState.run('left', id, user, state);
      dropDraft.run(user, id);
      return { value: conversation(id)!, events: tell(id, at, [user]), repeated: false };
    },
  };
}

/** What messages are made of. */
export interface MessageParts {
  rows: MessageRows;
  words: Search;
  kept: Files;
  aside: Aside;
}

/** Who is in a conversation and how it stands. */
export type Readers = ReturnType<typeof readers>;

function readers(db: Db) {
  const one = db.prepare('SELECT id, header, at, last_seq FROM conversations WHERE id = ?');
  const of = db.prepare(
    `SELECT c.id, c.header, c.at, c.last_seq FROM participants p JOIN conversations c ON c.id = p.conversation
     WHERE p.user = ? AND p.state IN ('invited', 'joined') AND p.hidden = 0 ORDER BY c.active_at DESC, c.id LIMIT ?`,
  );
  const participants = db.prepare(
    `SELECT p.user AS name, people.display, p.state, p.read_seq AS readSeq
     FROM participants p JOIN people ON people.name = p.user WHERE p.conversation = ? ORDER BY p.position`,
  );
  const present = db
    .prepare(
      "SELECT user FROM participants WHERE conversation = ? AND state IN ('invited', 'joined') AND hidden = 0 ORDER BY position",
    )
    .pluck();
  const state = db.prepare('SELECT state FROM participants WHERE conversation = ? AND user = ?').pluck();
  const muted = db
    .prepare(
      "SELECT conversation FROM participants WHERE user = ? AND muted = 1 AND state <> 'left' ORDER BY conversation",
    )
    .pluck();
  const peers = db
    .prepare(
      `SELECT DISTINCT other.user FROM participants mine
       JOIN participants other ON other.conversation = mine.conversation AND other.user <> mine.user
       WHERE mine.user = ? AND mine.state IN ('invited', 'joined') AND other.state IN ('invited', 'joined')
         AND mine.hidden = 0 AND other.hidden = 0`,
    )
    .pluck();

  const quietSeq = db
    .prepare('SELECT quiet_seq FROM participants WHERE conversation = ? AND user = ?')
    .pluck();
  const lastShown = db
    .prepare(
      `SELECT coalesce(max(m.seq), 0) FROM messages m
       WHERE m.conversation = @id AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = @user AND h.message = m.id)
       HAVING EXISTS (SELECT 1 FROM withheld h JOIN messages w ON w.id = h.message
         WHERE h.user = @user AND w.conversation = @id)`,
    )
    .pluck();

  const conversationOf = (row: ConversationRow): Conversation => ({
    id: row.id,
    header: row.header,
    participants: participants.all(row.id) as Participant[],
    lastSeq: row.last_seq,
    at: row.at,
  });
  /** With what they alone have read, and without what is withheld from them. */
  const asSeenBy = (user: string, seen: Conversation): Conversation => {
    const quiet = quietSeq.get(seen.id, user) as number;
    const last = lastShown.get({ id: seen.id, user }) as number | undefined;
    if (quiet === 0 && last === undefined) return seen;
    const participants = seen.participants.map(one =>
      one.name === user ? { ...one, readSeq: Math.max(one.readSeq, quiet) } : one,
    );
    return { ...seen, participants, lastSeq: last ?? seen.lastSeq };
  };
  return {
    conversation(id: string) {
      const row = one.get(id) as ConversationRow | undefined;
      return row ? conversationOf(row) : null;
    },
    conversationsOf: (user: string, limit: number) =>
      (of.all(user, limit) as ConversationRow[]).map(row => asSeenBy(user, conversationOf(row))),
    audience: (id: string, others: string[] = []) => [
      ...new Set([...(present.all(id) as string[]), ...others]),
    ],
    stateOf: (id: string, user: string) => (state.get(id, user) as Participant['state'] | undefined) ?? null,
    sizeOf: (id: string) => (present.all(id) as string[]).length,
    muted: (user: string) => muted.all(user) as string[],
    peers: (user: string) => peers.all(user) as string[],
  };
}
