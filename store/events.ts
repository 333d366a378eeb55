import type { LogEvent, Message } from '../relay/protocol.ts';
import type { EventStore, LoggedEvent } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** The event logs; `append` is for the other writers of this room, within their own transaction. */
export interface EventLog extends Sync<EventStore> {
  /** Numbers the event for each of `users`, in that order. */
  append(users: Iterable<string>, at: number, event: LogEvent): LoggedEvent[];
}

interface Row {
  n: number;
  at: number;
  body: string | null;
  id: string;
  conversation: string;
  seq: number;
  sender: string;
  client_id: string;
  text: string;
  sent_at: number;
}

export function eventLog(db: Db): EventLog {
  // A counter of its own keeps the numbers dense even if old entries are ever dropped.
  const next = db
    .prepare(
      `INSERT INTO logs (user, n) VALUES (?, 1)
       ON CONFLICT (user) DO UPDATE SET n = n + 1 RETURNING n`,
    )
    .pluck();
  const insert = db.prepare('INSERT INTO events (user, n, at, body, message) VALUES (?, ?, ?, ?, ?)');
  const last = db.prepare('SELECT n FROM logs WHERE user = ?').pluck();
  const after = db.prepare(
    `SELECT e.n, e.at, e.body, m.id, m.conversation, m.seq, m.sender, m.client_id, m.text, m.at AS sent_at
     FROM events e LEFT JOIN messages m ON m.id = e.message
     WHERE e.user = ? AND e.n > ? ORDER BY e.n LIMIT ?`,
  );

  return {
    append(users, at, event) {
      // A message is kept once, not once per participant.
      const message = event.kind === 'message' ? event.message.id : null;
      const body = message === null ? JSON.stringify(event) : null;
      return Array.from(users, user => {
        const n = next.get(user) as number;
        insert.run(user, n, at, body, message);
        return { user, n, at, event };
      });
    },
    last: user => (last.get(user) as number | undefined) ?? 0,
    after: (user, from, limit) =>
      (after.all(user, from, limit) as Row[]).map(row => ({
        user,
        n: row.n,
        at: row.at,
        event: eventOf(row),
      })),
  };
}

function eventOf(row: Row): LogEvent {
  if (row.body !== null) return JSON.parse(row.body) as LogEvent;
  const message: Message = {
    id: row.id,
    conversation: row.conversation,
    seq: row.seq,
    from: row.sender,
    clientId: row.client_id,
    text: row.text,
    at: row.sent_at,
  };
  return { kind: 'message', message };
}
