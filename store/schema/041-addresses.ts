export default `
  CREATE TABLE address_pages (
    owner TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    password TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE aliases (
    alias TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX aliases_owner ON aliases (owner, position);

  CREATE TABLE address_keys (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('link', 'pin')),
    digest TEXT NOT NULL,
    label TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    UNIQUE (kind, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX address_keys_owner ON address_keys (owner, at);

  CREATE TABLE guests (
    name TEXT PRIMARY KEY REFERENCES people (name),
    digest TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    conversation TEXT NOT NULL REFERENCES conversations (id),
    contact TEXT,
    address TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX guests_address ON guests (address, expires_at);

  CREATE TABLE bans (
    owner TEXT NOT NULL,
    address TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (owner, address)
  ) STRICT, WITHOUT ROWID;
`;
