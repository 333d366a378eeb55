/**
 * Holds keep what is said from retention and from whoever said it: `held_copies` has what they changed or took back,
 * and a file with `held` is shown to nobody. `swept`: a message went by retention, not by its sender.
 */
export default `
  CREATE TABLE holds (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('conversation', 'person')),
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    lifted_by TEXT,
    lifted_reason TEXT,
    lifted_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX holds_one ON holds (kind, subject) WHERE lifted_at IS NULL;

  CREATE TABLE held_copies (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('edited', 'erased', 'left')),
    conversation TEXT,
    sender TEXT NOT NULL,
    owner TEXT,
    body TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;

  ALTER TABLE messages ADD COLUMN swept INTEGER NOT NULL DEFAULT 0 CHECK (swept IN (0, 1));
  CREATE INDEX messages_kept ON messages (at, id) WHERE deleted_at IS NULL;
  CREATE INDEX message_changes_message ON message_changes (message);
  ALTER TABLE files ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
  CREATE INDEX files_sent ON files (at, id) WHERE message IS NOT NULL;
`;
