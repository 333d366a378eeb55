export default `
  CREATE TABLE codes (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    maker TEXT REFERENCES people (name),
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by TEXT REFERENCES people (name),
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE resets (
    user TEXT PRIMARY KEY REFERENCES people (name),
    digest TEXT NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
