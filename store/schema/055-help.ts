export default `
  CREATE TABLE help_requests (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL UNIQUE REFERENCES conversations (id),
    asker TEXT NOT NULL REFERENCES people (name),
    client_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'closed')),
    helper TEXT REFERENCES people (name),
    taken_at INTEGER,
    closed_at INTEGER,
    outcome TEXT,
    revision INTEGER NOT NULL,
    UNIQUE (asker, client_id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX help_requests_one ON help_requests (asker) WHERE state <> 'closed';
  CREATE INDEX help_requests_asker ON help_requests (asker, at, id);
  CREATE INDEX help_requests_at ON help_requests (at, id);
  CREATE TABLE help_notes (
    id TEXT PRIMARY KEY,
    help TEXT NOT NULL REFERENCES help_requests (id),
    author TEXT NOT NULL REFERENCES people (name),
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (author, client_id)
  ) STRICT;
  CREATE INDEX help_notes_help ON help_notes (help);
`;
