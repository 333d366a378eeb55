import type { LogEvent } from '../relay/protocol.ts';
import type { EventStore, LoggedEvent, NewsStore, Pruning } from '../relay/storage.ts';
import type { MessageRows } from './message-rows.ts';
import type { NewsRows } from './news.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** The event logs, and what of them is news still; `append` is for the other writers of this room, within their own transaction. */
export interface EventLog extends Sync<EventStore & NewsStore> {
  /** Numbers the event for each of `users`, in that order. */
  append(users: Iterable<string>, at: number, event: LogEvent): LoggedEvent[];
}

interface Row {
  n: number;
  at: number;
  body: string | null;
  message: string | null;
}

/** Stands as the body of an entry that says a message has changed. */
const changed = 'changed';

export function eventLog(db: Db, rows: MessageRows, news: NewsRows): EventLog {
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
    'SELECT n, at, body, message FROM events WHERE user = ? AND n > ? ORDER BY n LIMIT ?',
  );

  const logs = db.prepare('SELECT user, n FROM logs WHERE user >= ? ORDER BY user LIMIT 500');
  const first = db.prepare('SELECT min(n) FROM events WHERE user = ?').pluck();
  // Times go up with the numbers, so that this reads no further than what goes.
  const firstSince = db.prepare('SELECT n FROM events WHERE user = ? AND at >= ? ORDER BY n LIMIT 1').pluck();
  const remove = db.prepare('DELETE FROM events WHERE user = ? AND n < ?');

  /** How many went. */
  function pruneOne(user: string, last: number, { before, keep, limit }: Pruning): number {
    const from = first.get(user) as number | null;
    if (from === null) return 0;
    const young = (firstSince.get(user, before) as number | undefined) ?? last + 1;
    return remove.run(user, Math.min(Math.max(young, last - keep + 1), from + limit)).changes;
  }

  const log: EventLog = {
    prune(from, pruning) {
      const found = logs.all(from) as { user: string; n: number }[];
      let left = pruning.limit;
      for (const { user, n } of found) {
        left -= pruneOne(user, n, { ...pruning, limit: left });
        if (left <= 0) return user;
      }
      return found.length < 500 ? null : found.at(-1)!.user;
    },
    append(users, at, event) {
      // A message is kept once, not once per participant: as it is now, so that nothing of a deleted one stays here.
      const message = event.kind === 'message' || event.kind === 'changed' ? event.message.id : null;
      const body =
        event.kind === 'message' ? null : event.kind === 'changed' ? changed : JSON.stringify(event);
      return Array.from(users, user => {
        const n = next.get(user) as number;
        insert.run(user, n, at, body, message);
        news.note(user, n, event);
        return { user, n, at, event };
      });
    },
    last: user => (last.get(user) as number | undefined) ?? 0,
    after: (user, from, limit) =>
      (after.all(user, from, limit) as Row[]).map(({ n, at, body, message }) => {
        if (message === null) return { user, n, at, event: JSON.parse(body!) as LogEvent };
        const kind = body === changed ? 'changed' : 'message';
        return { user, n, at, event: { kind, message: rows.byId(message) } };
      }),
    heard: (user, n, at) =>
      news.drop(user, n)
        ? { value: null, events: log.append([user], at, { kind: 'heard', n }), repeated: false }
        : null,
  };
  return log;
}
