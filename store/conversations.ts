import type { Conversation, LogEvent, Message, Participant } from '../relay/protocol.ts';
import type { ConversationStore, LoggedEvent } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<
  ConversationStore,
  'conversation' | 'conversationsOf' | 'append' | 'messages' | 'markRead' | 'leave' | 'peers'
>;

/** Conversations, who is in them, and their messages; the rest is for the invitations, in their transaction. */
export interface Conversations extends Sync<Part> {
  make(conversation: { id: string; header: string; at: number }): void;
  add(conversation: string, user: string, state: Participant['state'], position: number): void;
  /** Whether it changed anything. */
  setState(conversation: string, user: string, from: Participant['state'], to: Participant['state']): boolean;
  /** Who is invited or joined, and `others` who must hear besides. */
  audience(conversation: string, others?: string[]): string[];
  tell(conversation: string, at: number, others?: string[]): LoggedEvent[];
  /** Appends for a sender who is known to have joined. */
  put(message: Omit<Message, 'seq'>): { value: Message; events: LoggedEvent[] };
  messageOf(sender: string, clientId: string): Message | null;
}

interface ConversationRow {
  id: string;
  header: string;
  at: number;
  last_seq: number;
}

interface MessageRow {
  id: string;
  conversation: string;
  seq: number;
  sender: string;
  client_id: string;
  text: string;
  at: number;
}

export function conversations(db: Db, log: EventLog): Conversations {
  const reading = readers(db);
  const messaging = messages(db, log, reading);
  const { conversation, audience } = reading;

  const insert = db.prepare('INSERT INTO conversations (id, header, at, active_at) VALUES (?, ?, ?, ?)');
  const add = db.prepare(
    'INSERT INTO participants (conversation, user, state, position) VALUES (?, ?, ?, ?)',
  );
  const setState = db.prepare(
    'UPDATE participants SET state = ? WHERE conversation = ? AND user = ? AND state = ?',
  );
  const touch = db.prepare('UPDATE conversations SET active_at = ? WHERE id = ? AND active_at < ?');
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
    tell,
    make: ({ id, header, at }) => void insert.run(id, header, at, at),
    add: (id, user, state, position) => void add.run(id, user, state, position),
    setState: (id, user, from, to) => setState.run(to, id, user, from).changes > 0,
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

type Readers = ReturnType<typeof readers>;

function readers(db: Db) {
  const one = db.prepare('SELECT id, header, at, last_seq FROM conversations WHERE id = ?');
  const of = db.prepare(
    `SELECT c.id, c.header, c.at, c.last_seq FROM participants p JOIN conversations c ON c.id = p.conversation
     WHERE p.user = ? AND p.state IN ('invited', 'joined') ORDER BY c.active_at DESC, c.id LIMIT ?`,
  );
  const participants = db.prepare(
    `SELECT p.user AS name, people.display, p.state, p.read_seq AS readSeq
     FROM participants p JOIN people ON people.name = p.user WHERE p.conversation = ? ORDER BY p.position`,
  );
  const present = db
    .prepare(
      "SELECT user FROM participants WHERE conversation = ? AND state IN ('invited', 'joined') ORDER BY position",
    )
    .pluck();
  const state = db.prepare('SELECT state FROM participants WHERE conversation = ? AND user = ?').pluck();
  const peers = db
    .prepare(
      `SELECT DISTINCT other.user FROM participants mine
       JOIN participants other ON other.conversation = mine.conversation AND other.user <> mine.user
       WHERE mine.user = ? AND mine.state IN ('invited', 'joined') AND other.state IN ('invited', 'joined')`,
    )
    .pluck();

  const conversationOf = (row: ConversationRow): Conversation => ({
    id: row.id,
    header: row.header,
    participants: participants.all(row.id) as Participant[],
    lastSeq: row.last_seq,
    at: row.at,
  });
  return {
    conversation(id: string) {
      const row = one.get(id) as ConversationRow | undefined;
      return row ? conversationOf(row) : null;
    },
    conversationsOf: (user: string, limit: number) =>
      (of.all(user, limit) as ConversationRow[]).map(conversationOf),
    audience: (id: string, others: string[] = []) => [
      ...new Set([...(present.all(id) as string[]), ...others]),
    ],
    stateOf: (id: string, user: string) => (state.get(id, user) as Participant['state'] | undefined) ?? null,
    peers: (user: string) => peers.all(user) as string[],
  };
}

function messages(db: Db, log: EventLog, { audience, stateOf }: Readers) {
  const bySender = db.prepare('SELECT * FROM messages WHERE sender = ? AND client_id = ?');
  const before = db.prepare(
    'SELECT * FROM messages WHERE conversation = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const after = db.prepare('SELECT * FROM messages WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?');
  const number = db
    .prepare(
      `UPDATE conversations SET last_seq = last_seq + 1, active_at = max(active_at, ?) WHERE id = ?
       RETURNING last_seq`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO messages (id, conversation, seq, sender, client_id, text, at)
     VALUES (@id, @conversation, @seq, @from, @clientId, @text, @at)`,
  );
  const read = db.prepare(
    `UPDATE participants SET read_seq = min(@seq, (SELECT last_seq FROM conversations WHERE id = @id))
     WHERE conversation = @id AND user = @user AND state <> 'left'
       AND read_seq < min(@seq, (SELECT last_seq FROM conversations WHERE id = @id))
     RETURNING read_seq`,
  );
  const joined = db
    .prepare("SELECT user FROM participants WHERE conversation = ? AND state = 'joined' ORDER BY position")
    .pluck();

  const messageOf = (sender: string, clientId: string) => {
    const row = bySender.get(sender, clientId) as MessageRow | undefined;
    return row ? toMessage(row) : null;
  };
  const put = (message: Omit<Message, 'seq'>) => {
    const seq = number.get(message.at, message.conversation) as number;
    const value: Message = { ...message, seq };
    insert.run(value);
    // Whoever writes has read what stands above; the message itself says so to everybody.
    read.get({ id: message.conversation, user: message.from, seq });
    const event: LogEvent = { kind: 'message', message: value };
    return { value, events: log.append(audience(message.conversation), message.at, event) };
  };

  const part: Sync<Pick<Part, 'append' | 'messages' | 'markRead'>> = {
    append(message) {
      const known = messageOf(message.from, message.clientId);
      if (known) {
        const same = known.conversation === message.conversation && known.text === message.text;
        return same ? { value: known, events: [], repeated: true } : { refused: 'reused' };
      }
      const state = stateOf(message.conversation, message.from);
      if (state !== 'joined') return { refused: state ?? 'stranger' };
      return { ...put(message), repeated: false };
    },
    messages(id, range) {
      if (range.after !== undefined) {
        const rows = after.all(id, range.after, range.limit) as MessageRow[];
        return rows.map(toMessage).filter(({ seq }) => range.before === undefined || seq < range.before);
      }
      const rows = before.all(id, range.before ?? Number.MAX_SAFE_INTEGER, range.limit) as MessageRow[];
      return rows.map(toMessage).reverse();
    },
    markRead(id, user, seq, at) {
      const row = read.get({ id, user, seq }) as { read_seq: number } | undefined;
      if (!row) return null;
      const hearers = new Set([...(joined.all(id) as string[]), user]);
      const event: LogEvent = { kind: 'read', conversation: id, name: user, seq: row.read_seq };
      return { value: row.read_seq, events: log.append(hearers, at, event), repeated: false };
    },
  };
  return { ...part, put, messageOf };
}

const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversation: row.conversation,
  seq: row.seq,
  from: row.sender,
  clientId: row.client_id,
  text: row.text,
  at: row.at,
});
