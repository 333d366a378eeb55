import { createHash, createHmac } from 'node:crypto';
import type { Db } from './sqlite.ts';

/** An entry as it stands in its row: `detail` is JSON. */
export interface AuditRow {
  n: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  hash: string;
}

/** What the log says of its own ends: the last entry, and the last one that retention has removed. */
export interface AuditHead {
  n: number;
  hash: string;
  removedN: number;
  removedHash: string;
  seal: string;
}

/** Stands before the first entry of all. */
export const firstHash = '0'.repeat(64);

/** Never to be changed: entries that were hashed once are checked by it for good. */
export const entryHash = (entry: Omit<AuditRow, 'hash'>, before: string): string => {
  const { n, at, actor, action, subject, detail } = entry;
  const text = JSON.stringify([n, at, actor, action, subject, detail, before]);
  return createHash('sha256').update(text).digest('hex');
};

/** What nobody can make who has no more than the database. `key`: none where the store was opened without one. */
export const sealOf = ({ n, hash, removedN, removedHash }: AuditHead, key: Uint8Array): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['hallway audit head 1', n, hash, removedN, removedHash]))
    .digest('hex');

/** Hashes the entries from before there was a chain, and seals their end. SQLite itself has no SHA-256. */
export function chainOldEntries(db: Db, key: Uint8Array): void {
  const rows = db.prepare('SELECT * FROM audit ORDER BY n').all() as AuditRow[];
  const save = db.prepare('UPDATE audit SET hash = ? WHERE n = ?');
  const end = { n: 0, hash: firstHash };
  for (const row of rows) {
    end.hash = entryHash(row, end.hash);
    end.n = row.n;
    save.run(end.hash, end.n);
  }
  const head = { ...end, removedN: 0, removedHash: firstHash, seal: '' };
  db.prepare(
    `INSERT INTO audit_head (one, n, hash, removed_n, removed_hash, seal)
     VALUES (1, @n, @hash, @removedN, @removedHash, @seal)`,
  ).run({ ...head, seal: sealOf(head, key) });
}
