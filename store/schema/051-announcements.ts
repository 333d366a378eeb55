/** Thirty days: what was announced before had no end. */
const lifeMs = 30 * 86_400_000;

export default `
  CREATE TABLE announced (
    id TEXT PRIMARY KEY,
    sender TEXT NOT NULL REFERENCES people (name),
    client_id TEXT,
    state TEXT NOT NULL
      CHECK (state IN ('waiting', 'scheduled', 'sent', 'withdrawn', 'expired', 'cleared', 'refused')),
    revision INTEGER NOT NULL DEFAULT 1,
    asked INTEGER NOT NULL DEFAULT 1,
    reminders INTEGER NOT NULL DEFAULT 0,
    -- All else that it says, as JSON.
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    send_at INTEGER,
    sent_at INTEGER,
    expires_at INTEGER,
    ended_at INTEGER,
    approved_by TEXT REFERENCES people (name),
    UNIQUE (sender, client_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX announced_at ON announced (at);
  CREATE INDEX announced_state ON announced (state) WHERE state IN ('waiting', 'scheduled', 'sent');

  -- One row for all whom it went to, since ten thousand rows would cost more than telling them: names in order, each
  -- between line feeds.
  CREATE TABLE audiences (
    announcement TEXT PRIMARY KEY REFERENCES announced (id),
    people INTEGER NOT NULL,
    names TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Only of people with whom something has become of it.
  CREATE TABLE receipts (
    announcement TEXT NOT NULL REFERENCES announced (id),
    user TEXT NOT NULL REFERENCES people (name),
    revision INTEGER NOT NULL,
    shown_at INTEGER,
    acknowledged_at INTEGER,
    option TEXT,
    text TEXT,
    PRIMARY KEY (announcement, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX receipts_user ON receipts (user);

  CREATE TABLE announcement_files (
    id TEXT PRIMARY KEY,
    announcement TEXT REFERENCES announced (id),
    owner TEXT NOT NULL REFERENCES people (name),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX announcement_files_digest ON announcement_files (digest);
  CREATE INDEX announcement_files_owner ON announcement_files (owner, bytes);
  CREATE INDEX announcement_files_unsent ON announcement_files (at) WHERE announcement IS NULL;

  CREATE TABLE announcement_templates (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  INSERT INTO announced (id, sender, state, body, at, sent_at, expires_at)
    SELECT id, sender, 'sent',
      json_object('text', text, 'priority', priority, 'to', json_array(), 'except', json_array(), 'presence', json_array()),
      at, at, at + ${lifeMs} FROM announcements;
  INSERT INTO audiences (announcement, people, names)
    SELECT announcement, count(*), char(10) || group_concat(user, char(10)) || char(10)
    FROM (SELECT announcement, user FROM recipients ORDER BY announcement, user) GROUP BY announcement;
  INSERT INTO receipts (announcement, user, revision, acknowledged_at)
    SELECT announcement, user, 1, acknowledged_at FROM recipients WHERE acknowledged_at IS NOT NULL;
  DROP TABLE recipients;
  DROP TABLE announcements;
`;
