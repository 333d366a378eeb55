export default `
  ALTER TABLE messages ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE messages ADD COLUMN edited_at INTEGER;
  ALTER TABLE messages ADD COLUMN deleted_at INTEGER;
  ALTER TABLE messages ADD COLUMN reply_seq INTEGER;
  ALTER TABLE messages ADD COLUMN reactions TEXT;
  ALTER TABLE messages ADD COLUMN page TEXT;

  CREATE TABLE message_changes (
    user TEXT NOT NULL REFERENCES people (name),
    client_id TEXT NOT NULL,
    message TEXT NOT NULL REFERENCES messages (id),
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, client_id)
  ) STRICT, WITHOUT ROWID;
`;
