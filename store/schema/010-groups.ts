export default `
  CREATE TABLE groups (
    name TEXT PRIMARY KEY,
    display TEXT NOT NULL,
    about TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('team', 'company', 'club', 'other')),
    joining TEXT NOT NULL CHECK (joining IN ('open', 'approval', 'password', 'closed')),
    listed TEXT NOT NULL CHECK (listed IN ('everyone', 'members')),
    password TEXT,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE members (
    of TEXT NOT NULL REFERENCES groups (name) ON DELETE CASCADE,
    user TEXT NOT NULL REFERENCES people (name),
    role TEXT NOT NULL CHECK (role IN ('owner', 'member', 'asked', 'invited')),
    at INTEGER NOT NULL,
    PRIMARY KEY (of, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_user ON members (user);

  CREATE TABLE barriers (
    one TEXT NOT NULL REFERENCES groups (name),
    other TEXT NOT NULL REFERENCES groups (name),
    raised_by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
  ) STRICT, WITHOUT ROWID;
`;
