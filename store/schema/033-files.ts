export default `
  CREATE TABLE files (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id),
    owner TEXT NOT NULL REFERENCES people (name),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    thumbnail TEXT,
    thumbnail_type TEXT,
    at INTEGER NOT NULL,
    message TEXT REFERENCES messages (id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_digest ON files (digest);
  CREATE INDEX files_thumbnail ON files (thumbnail) WHERE thumbnail IS NOT NULL;
  CREATE INDEX files_owner ON files (owner, bytes);
  CREATE INDEX files_message ON files (message) WHERE message IS NOT NULL;
  CREATE INDEX files_unsent ON files (at) WHERE message IS NULL;

  ALTER TABLE messages ADD COLUMN files TEXT;
`;
