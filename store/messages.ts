import type { LogEvent } from '../relay/protocol.ts';
import type { ConversationStore, NewMessage } from '../relay/storage.ts';
import type { MessageParts, Readers } from './conversations.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** To this user, that is. */
const isShown = 'NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = ? AND h.message = m.id)';

type Part = Pick<ConversationStore, 'append' | 'messages' | 'markRead'>;

/** Messages as they are written and read; what changes them stands in `message-changes.ts`. */
export function messages(
  db: Db,
  log: EventLog,
  { rows, words, kept }: MessageParts,
  { audience, stateOf }: Readers,
) {
  const find = {
    bySender: rows.prepare('m.sender = ? AND m.client_id = ?'),
    before: rows.prepare(`m.conversation = ? AND m.seq < ? AND ${isShown} ORDER BY m.seq DESC LIMIT ?`),
    after: rows.prepare(`m.conversation = ? AND m.seq > ? AND ${isShown} ORDER BY m.seq LIMIT ?`),
  };
  const exists = db.prepare(`SELECT 1 FROM messages m WHERE m.conversation = ? AND m.seq = ? AND ${isShown}`);
  const number = db
    .prepare(
      `UPDATE conversations SET last_seq = last_seq + 1, active_at = max(active_at, ?) WHERE id = ?
       RETURNING last_seq`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO messages (id, conversation, seq, sender, client_id, text, at, reply_seq, page, files)
     VALUES (@id, @conversation, @seq, @from, @clientId, @text, @at, @reply, @page, @files)`,
  );
  const withhold = db.prepare('INSERT INTO withheld (message, user) VALUES (?, ?)');
  const readQuietly = db.prepare(
    `UPDATE participants SET quiet_seq = min(@seq, (SELECT last_seq FROM conversations WHERE id = @id))
     WHERE conversation = @id AND user = @user AND state <> 'left'
       AND max(read_seq, quiet_seq) < min(@seq, (SELECT last_seq FROM conversations WHERE id = @id))
     RETURNING quiet_seq AS read_seq`,
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

  const messageOf = (sender: string, clientId: string) => find.bySender(sender, clientId)[0] ?? null;
  const put = (message: NewMessage) => {
    const seq = number.get(message.at, message.conversation) as number;
    const { reply = null, page = null, files = [], ...rest } = message;
    const refs = kept.unsent(files, message.from, message.conversation) ?? [];
    const json = (value: object | null) => value && JSON.stringify(value);
    insert.run({ ...rest, seq, reply, page: json(page), files: json(refs.length > 0 ? refs : null) });
    kept.send(files, message.id);
    // Whoever writes has read what stands above; the message itself says so to everybody.
    read.get({ id: message.conversation, user: message.from, seq });
    for (const user of message.withheld ?? []) withhold.run(message.id, user);
    const value = rows.byId(message.id);
    words.index(value);
    const hearers = audience(message.conversation).filter(user => !message.withheld?.includes(user));
    return { value, events: log.append(hearers, message.at, { kind: 'message', message: value }) };
  };

  const part: Sync<Part> = {
    append(message) {
      const known = messageOf(message.from, message.clientId);
      if (known) {
        // Its text may have been edited before the sender heard that it had arrived.
        const isTouched = known.editedAt !== undefined || known.deletedAt !== undefined;
        const same =
          known.conversation === message.conversation && (isTouched || known.text === message.text);
        return same ? { value: known, events: [], repeated: true } : { refused: 'reused' };
      }
      const state = stateOf(message.conversation, message.from);
      if (state !== 'joined') return { refused: state ?? 'stranger' };
      if (message.reply !== undefined && !exists.get(message.conversation, message.reply, message.from)) {
        return { refused: 'unknown' };
      }
      const { files = [], from, conversation } = message;
      if (!kept.unsent([...new Set(files)], from, conversation) || new Set(files).size < files.length) {
        return { refused: 'file' };
      }
      return { ...put(message), repeated: false };
    },
    messages(id, { viewer = '', ...range }) {
      if (range.after !== undefined) {
        const found = find.after(id, range.after, viewer, range.limit);
        return found.filter(({ seq }) => range.before === undefined || seq < range.before);
      }
      return find.before(id, range.before ?? Number.MAX_SAFE_INTEGER, viewer, range.limit).reverse();
    },
    markRead(id, user, seq, at, quietly = false) {
      const row = (quietly ? readQuietly : read).get({ id, user, seq }) as { read_seq: number } | undefined;
      if (!row) return null;
      const hearers = quietly ? [user] : new Set([...(joined.all(id) as string[]), user]);
      const event: LogEvent = { kind: 'read', conversation: id, name: user, seq: row.read_seq };
      return { value: row.read_seq, events: log.append(hearers, at, event), repeated: false };
    },
  };
  return { ...part, put, messageOf };
}
