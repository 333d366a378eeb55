import type { AuditStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  n: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
}

/** The audit log: triggers of the schema refuse any change to what was written. */
export function auditLog(db: Db): Sync<AuditStore> {
  const insert = db.prepare('INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)');
  const newest = db.prepare('SELECT * FROM audit ORDER BY n DESC LIMIT ?');
  return {
    add({ at, actor, action, subject, detail }) {
      insert.run(at, actor, action, subject, JSON.stringify(detail ?? {}));
    },
    list: limit =>
      (newest.all(limit) as Row[]).map(row => ({
        ...row,
        detail: JSON.parse(row.detail) as Record<string, unknown>,
      })),
  };
}
