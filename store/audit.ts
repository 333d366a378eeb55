import type {
  AuditFilter,
  AuditPoint,
  AuditStore,
  NewAuditEntry,
  StoredAuditEntry,
} from '../relay/storage.ts';
import { type AuditHead, type AuditRow, entryHash, firstHash, sealOf } from './audit-chain.ts';
import { isPersonHeld } from './holds.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

const matches = `(@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action = @action)
  AND (@subject IS NULL OR subject = @subject) AND (@about IS NULL OR actor = @about OR subject = @about)
  AND at >= @since AND at <= @until AND n < @before AND n > @after`;

/** The audit log: triggers of the schema refuse any change to what was written, and each entry is chained to the last. */
export function auditLog(db: Db, key: Uint8Array = new Uint8Array()): Sync<AuditStore> {
  const ends = endsOf(db, key);
  const part = db.prepare('SELECT * FROM audit WHERE n > ? AND n <= ? ORDER BY n LIMIT ?');
  const byHash = db.prepare('SELECT n FROM audit WHERE hash = ?').pluck();
  const old = db.prepare(
    `SELECT n, hash, ${isPersonHeld('audit.actor')} OR ${isPersonHeld('audit.subject')} AS stays
     FROM audit WHERE at < ? AND n < ? ORDER BY n LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM audit WHERE n <= ?');
  const add = appender(db, ends);

  return {
    add,
    list: lister(db),
    head() {
      const { n, hash, removedN, removedHash } = ends.read();
      return { n, hash, removed: { n: removedN, hash: removedHash }, ...ends.state() };
    },
    find: hash => (byHash.get(hash) as number | undefined) ?? null,
    check(from, to, limit) {
      let last = from;
      for (const row of part.all(from.n, to, limit) as AuditRow[]) {
        if (row.n !== last.n + 1) break;
        if (row.hash !== entryHash(row, last.hash)) return { n: row.n, what: 'changed' };
        if (row.action === broken) return { n: row.n, what: 'noted' };
        last = { n: row.n, hash: row.hash };
      }
      return last.n < to && last.n - from.n < limit ? { n: last.n + 1, what: 'missing' } : last;
    },
    shorten(before, limit, entry) {
      const head = ends.read();
      const last = oldest(old.all(before, head.n, limit) as Old[], head.removedN);
      if (!last) return 0;
      // Whatever is wrong with the end must have been noted before the head is sealed anew.
      add({ ...entry, detail: { ...entry.detail, upTo: last.n, hash: last.hash } });
      ends.write({ ...ends.read(), removedN: last.n, removedHash: last.hash });
      return remove.run(last.n).changes;
    },
  };
}

const broken = 'audit_broken';
/** Somebody has taken it out. */
const noHead: AuditHead = { n: 0, hash: firstHash, removedN: 0, removedHash: firstHash, seal: '' };

type Ends = ReturnType<typeof endsOf>;

function endsOf(db: Db, key: Uint8Array) {
  const head = db.prepare(
    'SELECT n, hash, removed_n AS removedN, removed_hash AS removedHash, seal FROM audit_head',
  );
  const save = db.prepare(
    `INSERT OR REPLACE INTO audit_head (one, n, hash, removed_n, removed_hash, seal)
     VALUES (1, @n, @hash, @removedN, @removedHash, @seal)`,
  );
  const newest = db.prepare('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1');
  const read = () => (head.get() as AuditHead | undefined) ?? noHead;
  /** The last entry that stands there, whatever the head says. */
  const last = (): AuditPoint => {
    const { removedN, removedHash } = read();
    return (newest.get() as AuditPoint | undefined) ?? { n: removedN, hash: removedHash };
  };
  return {
    read,
    last,
    state() {
      const now = read();
      const { n, hash } = last();
      return { isSealed: now.seal === sealOf(now, key), isLast: n === now.n && hash === now.hash };
    },
    write: (now: AuditHead) => void save.run({ ...now, seal: sealOf(now, key) }),
  };
}

function appender(db: Db, ends: Ends): Sync<AuditStore>['add'] {
  const insert = db.prepare(
    `INSERT INTO audit (n, at, actor, action, subject, detail, hash)
     VALUES (@n, @at, @actor, @action, @subject, @detail, @hash)`,
  );
  const append = ({ at, actor, action, subject, detail = {} }: NewAuditEntry) => {
    const head = ends.read();
    const last = ends.last();
    // A number is never given twice: where the end is missing, a gap stays.
    const row = {
      n: Math.max(head.n, last.n) + 1,
      at,
      actor,
      action,
      subject,
      detail: JSON.stringify(detail),
    };
    const hash = entryHash(row, last.hash);
    insert.run({ ...row, hash });
    ends.write({ ...head, n: row.n, hash });
  };
  return entry => {
    const { isSealed, isLast } = ends.state();
    // Sealing a broken end anew would hide it: the chain says so itself from here on.
    if (!isSealed || !isLast) {
      append({
        at: entry.at,
        actor: 'hallway',
        action: broken,
        subject: 'audit',
        detail: { isSealed, isLast },
      });
    }
    append(entry);
  };
}

function lister(db: Db): Sync<AuditStore>['list'] {
  const newestFirst = db.prepare(`SELECT * FROM audit WHERE ${matches} ORDER BY n DESC LIMIT @limit`);
  const oldestFirst = db.prepare(`SELECT * FROM audit WHERE ${matches} ORDER BY n LIMIT @limit`);
  return (limit, filter: AuditFilter = {}) => {
    const values = {
      ...{ actor: filter.actor ?? null, action: filter.action ?? null, subject: filter.subject ?? null },
      ...{ about: filter.about ?? null, since: filter.since ?? 0, after: filter.after ?? 0, limit },
      until: filter.until ?? Number.MAX_SAFE_INTEGER,
      before: filter.before ?? Number.MAX_SAFE_INTEGER,
    };
    return ((filter.order === 'oldest' ? oldestFirst : newestFirst).all(values) as AuditRow[]).map(toEntry);
  };
}

const toEntry = (row: AuditRow): StoredAuditEntry => ({
  ...row,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
});

interface Old extends AuditPoint {
  /** Who did it, or whom it was done to, is under a hold. */
  stays: number;
}

/**
 * The last of those that follow each other without a gap, up to the first that is held: a clock that was wrong once must
 * not tear the log.
 */
function oldest(old: Old[], removed: number): AuditPoint | null {
  const end = old.findIndex(({ n, stays }, index) => stays === 1 || n !== removed + 1 + index);
  const last = old.at(end < 0 ? -1 : end - 1);
  return end === 0 || !last ? null : last;
}
