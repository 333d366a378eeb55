import type { Message } from '../relay/protocol.ts';
import type { Db } from './sqlite.ts';

/** Messages as they are read, whatever asks for them. */
export interface MessageRows {
  /** `where`: of a message `m`, with an order and a limit if need be. */
  prepare(where: string): (...values: unknown[]) => Message[];
  /** One that is known to be there. */
  byId(id: string): Message;
}

interface Row {
  id: string;
  conversation: string;
  seq: number;
  sender: string;
  client_id: string;
  text: string;
  at: number;
  revision: number;
  edited_at: number | null;
  deleted_at: number | null;
  swept: number;
  reply_seq: number | null;
  reply_sender: string | null;
  reply_text: string | null;
  reactions: string | null;
  page: string | null;
  files: string | null;
  preview: string | null;
}

/** As many characters of a message as an answer to it shows. */
const quoteChars = 160;

const select = `SELECT m.*, r.sender AS reply_sender, substr(r.text, 1, ${quoteChars}) AS reply_text
  FROM messages m LEFT JOIN messages r ON r.conversation = m.conversation AND r.seq = m.reply_seq`;

export function messageRows(db: Db): MessageRows {
  const one = db.prepare(`${select} WHERE m.id = ?`);
  return {
    prepare(where) {
      const statement = db.prepare(`${select} WHERE ${where}`);
      return (...values) => (statement.all(...values) as Row[]).map(toMessage);
    },
    byId: id => toMessage(one.get(id) as Row),
  };
}

function toMessage(row: Row): Message {
  const message: Message = {
    id: row.id,
    conversation: row.conversation,
    seq: row.seq,
    from: row.sender,
    clientId: row.client_id,
    text: row.text,
    at: row.at,
  };
  if (row.revision > 0) message.revision = row.revision;
  if (row.edited_at !== null) message.editedAt = row.edited_at;
  if (row.deleted_at !== null) message.deletedAt = row.deleted_at;
  if (row.swept === 1) message.swept = true;
  if (row.reply_seq !== null) {
    message.reply = { seq: row.reply_seq, from: row.reply_sender ?? '', text: row.reply_text ?? '' };
  }
  if (row.reactions !== null) message.reactions = JSON.parse(row.reactions);
  if (row.files !== null) message.files = JSON.parse(row.files);
  if (row.page !== null) message.page = JSON.parse(row.page);
  if (row.preview !== null) message.preview = JSON.parse(row.preview);
  return message;
}
