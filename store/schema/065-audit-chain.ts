import { chainOldEntries } from '../audit-chain.ts';
import type { Step } from '../migrations.ts';

const never = "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END";

/** What retention removes is named in the head first, in the same transaction; nothing else can be deleted. */
const step: Step = (db, auditKey) => {
  db.exec(`
    ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
    CREATE INDEX audit_actor ON audit (actor);
    CREATE INDEX audit_action ON audit (action);
    CREATE INDEX audit_subject ON audit (subject);
    CREATE TABLE audit_head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      n INTEGER NOT NULL,
      hash TEXT NOT NULL,
      removed_n INTEGER NOT NULL,
      removed_hash TEXT NOT NULL,
      seal TEXT NOT NULL
    ) STRICT;
    DROP TRIGGER audit_never_changes;
    DROP TRIGGER audit_never_shrinks;
  `);
  chainOldEntries(db, auditKey);
  db.exec(`
    CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit ${never};
    CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
      WHEN OLD.n > coalesce((SELECT removed_n FROM audit_head), 0) ${never};
  `);
};

export default step;
