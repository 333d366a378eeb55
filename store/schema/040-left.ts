export default `
  CREATE TABLE left_messages (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES people (name),
    sender TEXT NOT NULL,
    display TEXT NOT NULL,
    contact TEXT,
    via_group TEXT,
    text TEXT NOT NULL,
    client_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    read_at INTEGER,
    answered_at INTEGER,
    UNIQUE (sender, client_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX left_messages_owner ON left_messages (owner, at, id);
  CREATE INDEX left_messages_unread ON left_messages (owner, sender) WHERE read_at IS NULL;
`;
