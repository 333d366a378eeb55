import type { FileRef } from '../relay/protocol.ts';
import type { EmptiedConversation, RetentionStore, SweepKind, SweepStep } from '../relay/storage.ts';
import type { TellEmptied } from './emptied.ts';
import type { Emptying } from './emptying.ts';
import { isHeld, isPersonHeld } from './holds.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** What a page is made of: `place` goes up from row to row, and says where to go on. */
interface Row {
  id: string;
  place: string;
  stays: 0 | 1;
  /** Whose participants are told. */
  conversation?: string;
  seq?: number;
}

interface Sweeper {
  /** By `@before`, `@from` and `@limit`. */
  page: string;
  /** `false`: there is more of it, and it comes again in the next step. */
  take(id: string, step: SweepStep): boolean;
}

/** Times as text of one length, so that places are ordered as the rows are. */
const place = (at: string, id: string) => `printf('%015d ', ${at}) || ${id}`;
// No OR for the first step: a range of the index is what keeps each step short.
const since = (at: string, id: string) =>
  `(${at}, ${id}) > (CAST(substr(coalesce(@from, '0'), 1, 15) AS INTEGER), substr(coalesce(@from, ''), 17))`;

const isAskedFor = (conversation: string) =>
  `EXISTS (SELECT 1 FROM help_requests ask WHERE ask.conversation = ${conversation} AND ask.state <> 'closed')`;

/** Of one help case in one step. */
const messagesAtOnce = 200;

export function retention(db: Db, empty: Emptying, tell: TellEmptied): Sync<RetentionStore> {
  const sweepers: Record<SweepKind, Sweeper> = {
    messages: {
      page: `SELECT m.id, m.conversation, m.seq, ${place('m.at', 'm.id')} AS place,
          ${isHeld('m.conversation')} OR ${isAskedFor('m.conversation')} AS stays
        FROM messages m WHERE m.deleted_at IS NULL AND m.at < @before AND ${since('m.at', 'm.id')}
        ORDER BY m.at, m.id LIMIT @limit`,
      take(id, { now }) {
        empty(id, now, { swept: true });
        return true;
      },
    },
    files: fileSweeper(db),
    left: {
      page: `SELECT l.id, ${place('l.at', 'l.id')} AS place,
          ${isPersonHeld('l.owner')} OR ${isPersonHeld('l.sender')} AS stays
        FROM left_messages l WHERE l.at < @before AND ${since('l.at', 'l.id')} ORDER BY l.at, l.id LIMIT @limit`,
      take: taking(db, 'DELETE FROM left_messages WHERE id = ?'),
    },
    invitations: {
      page: `SELECT i.id, i.id AS place, (i.at >= @before OR i.header || i.instruction || coalesce(i.page, '') = ''
          OR EXISTS (SELECT 1 FROM invitees e WHERE e.invitation = i.id AND e.state IN ('pending', 'shown'))
          OR ${isHeld('i.conversation')}) AS stays
        FROM invitations i WHERE i.id > coalesce(@from, '') ORDER BY i.id LIMIT @limit`,
      take: taking(db, "UPDATE invitations SET header = '', instruction = '', page = NULL WHERE id = ?"),
    },
    headers: {
      page: `SELECT c.id, c.id AS conversation, 0 AS seq, c.id AS place,
          (c.active_at >= @before OR c.header = '' OR ${isHeld('c.id')} OR ${isAskedFor('c.id')}) AS stays
        FROM conversations c WHERE c.id > coalesce(@from, '') ORDER BY c.id LIMIT @limit`,
      take: taking(db, "UPDATE conversations SET header = '' WHERE id = ?"),
    },
    announcements: {
      page: `SELECT a.id, ${place('a.ended_at', 'a.id')} AS place, (${isPersonHeld('a.sender')} OR EXISTS (
          SELECT 1 FROM receipts r WHERE r.announcement = a.id AND ${isPersonHeld('r.user')})) AS stays
        FROM announced a WHERE a.ended_at < @before AND ${since('a.ended_at', 'a.id')}
        ORDER BY a.ended_at, a.id LIMIT @limit`,
      take: taking(
        db,
        'DELETE FROM receipts WHERE announcement = ?',
        'DELETE FROM audiences WHERE announcement = ?',
        'DELETE FROM announcement_files WHERE announcement = ?',
        'DELETE FROM announced WHERE id = ?',
      ),
    },
    help: helpSweeper(db, empty),
    copies: {
      page: `SELECT c.n AS id, ${place('c.n', "''")} AS place,
          (${isHeld('c.conversation')} OR ${isPersonHeld('c.sender')} OR ${isPersonHeld('c.owner')}) AS stays
        FROM held_copies c WHERE c.n > CAST(coalesce(@from, '0') AS INTEGER) ORDER BY c.n LIMIT @limit`,
      take: taking(db, 'DELETE FROM held_copies WHERE n = ?'),
    },
    'held-files': {
      page: `SELECT f.id, f.id AS place, ${isHeld('f.conversation')} AS stays
        FROM files f WHERE f.held = 1 AND f.id > coalesce(@from, '') ORDER BY f.id LIMIT @limit`,
      take: taking(db, 'DELETE FROM files WHERE id = ?'),
    },
  };
  const pages = new Map(
    Object.entries(sweepers).map(([kind, { page }]) => [kind, db.prepare(page)] as const),
  );
  return {
    sweep(kind, step) {
      const { before, from, limit } = step;
      const rows = pages.get(kind)!.all({ before, from, limit }) as Row[];
      const emptied: EmptiedConversation[] = [];
      let swept = 0;
      let last = from;
      for (const row of rows) {
        if (row.stays === 0) {
          if (!sweepers[kind].take(row.id, step)) return { swept, next: last ?? '', emptied };
          if (row.conversation !== undefined) emptied.push({ id: row.conversation, through: row.seq! });
          swept += 1;
        }
        last = row.place;
      }
      return { swept, next: rows.length < limit ? null : last, emptied };
    },
    tell: (emptied, at) => ({ value: null, events: emptied.flatMap(one => tell(one, at)), repeated: false }),
  };
}

/** Runs each of these for one row. */
function taking(db: Db, ...texts: string[]): Sweeper['take'] {
  const statements = texts.map(text => db.prepare(text));
  return id => {
    for (const statement of statements) statement.run(id);
    return true;
  };
}

/** The message says still what it carried; the bytes go once nothing refers to them. */
function fileSweeper(db: Db): Sweeper {
  const carrier = db.prepare(
    'SELECT m.id, m.files FROM files f JOIN messages m ON m.id = f.message WHERE f.id = ?',
  );
  const save = db.prepare('UPDATE messages SET files = ?, revision = revision + 1 WHERE id = ?');
  const remove = db.prepare('DELETE FROM files WHERE id = ?');
  return {
    page: `SELECT f.id, ${place('f.at', 'f.id')} AS place,
        ${isHeld('f.conversation')} OR ${isAskedFor('f.conversation')} AS stays
      FROM files f WHERE f.message IS NOT NULL AND f.held = 0 AND f.at < @before AND ${since('f.at', 'f.id')}
      ORDER BY f.at, f.id LIMIT @limit`,
    take(id) {
      const message = carrier.get(id) as { id: string; files: string | null } | undefined;
      if (message?.files) {
        const files = (JSON.parse(message.files) as FileRef[]).map(({ thumbnail, ...file }) =>
          file.id === id ? { ...file, gone: true } : { ...file, ...(thumbnail && { thumbnail }) },
        );
        save.run(JSON.stringify(files), message.id);
      }
      remove.run(id);
      return true;
    },
  };
}

/** Notes and record go with the words of its conversation, which are the case. */
function helpSweeper(db: Db, empty: Emptying): Sweeper {
  const texts = db
    .prepare(
      `SELECT m.id FROM help_requests h JOIN messages m ON m.conversation = h.conversation
       WHERE h.id = ? AND m.deleted_at IS NULL LIMIT ${messagesAtOnce}`,
    )
    .pluck();
  const header = db.prepare(
    "UPDATE conversations SET header = '' WHERE id = (SELECT conversation FROM help_requests WHERE id = ?)",
  );
  const notes = db.prepare('DELETE FROM help_notes WHERE help = ?');
  const record = db.prepare('DELETE FROM help_requests WHERE id = ?');
  return {
    page: `SELECT h.id, h.conversation, (SELECT last_seq FROM conversations c WHERE c.id = h.conversation) AS seq,
        ${place('h.closed_at', 'h.id')} AS place,
        (${isHeld('h.conversation')} OR ${isPersonHeld('h.helper')}) AS stays
      FROM help_requests h WHERE h.state = 'closed' AND h.closed_at < @before AND ${since('h.closed_at', 'h.id')}
      ORDER BY h.closed_at, h.id LIMIT @limit`,
    take(id, { now }) {
      const found = texts.all(id) as string[];
      for (const message of found) empty(message, now, { swept: true });
      if (found.length === messagesAtOnce) return false;
      for (const statement of [header, notes, record]) statement.run(id);
      return true;
    },
  };
}
