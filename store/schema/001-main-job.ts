export default `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE people (
    name TEXT PRIMARY KEY,
    display TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
    password TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    search TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tokens (
    digest TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES people (name),
    kind TEXT NOT NULL CHECK (kind IN ('api', 'session')),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tokens_expiry ON tokens (expires_at) WHERE expires_at IS NOT NULL;

  CREATE TABLE views (
    user TEXT PRIMARY KEY REFERENCES people (name),
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE drafts (
    user TEXT NOT NULL REFERENCES people (name),
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    header TEXT NOT NULL,
    at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    active_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE participants (
    conversation TEXT NOT NULL REFERENCES conversations (id),
    user TEXT NOT NULL REFERENCES people (name),
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'joined', 'left')),
    read_seq INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX participants_user ON participants (user, state);

  CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id),
    seq INTEGER NOT NULL,
    sender TEXT NOT NULL REFERENCES people (name),
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (conversation, seq),
    UNIQUE (sender, client_id)
  ) STRICT;

  CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id),
    inviter TEXT NOT NULL REFERENCES people (name),
    header TEXT NOT NULL,
    instruction TEXT NOT NULL,
    page TEXT,
    client_id TEXT,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    UNIQUE (inviter, client_id)
  ) STRICT;
  CREATE INDEX invitations_conversation ON invitations (conversation);

  CREATE TABLE invitees (
    invitation TEXT NOT NULL REFERENCES invitations (id),
    user TEXT NOT NULL REFERENCES people (name),
    position INTEGER NOT NULL,
    state TEXT NOT NULL
      CHECK (state IN ('pending', 'shown', 'accepted', 'declined', 'withdrawn', 'expired')),
    moved_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    snoozed_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (invitation, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invitees_user ON invitees (user, state);
  CREATE INDEX invitees_open ON invitees (expires_at) WHERE state IN ('pending', 'shown');

  CREATE TABLE logs (
    user TEXT PRIMARY KEY REFERENCES people (name),
    n INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    user TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT,
    message TEXT REFERENCES messages (id),
    PRIMARY KEY (user, n)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE announcements (
    id TEXT PRIMARY KEY,
    sender TEXT NOT NULL REFERENCES people (name),
    text TEXT NOT NULL,
    priority TEXT NOT NULL CHECK (priority IN ('info', 'urgent', 'emergency')),
    at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE recipients (
    announcement TEXT NOT NULL REFERENCES announcements (id),
    user TEXT NOT NULL REFERENCES people (name),
    acknowledged_at INTEGER,
    PRIMARY KEY (announcement, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX recipients_open ON recipients (user) WHERE acknowledged_at IS NULL;

  CREATE TABLE audit (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;
