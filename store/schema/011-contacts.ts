export default `
  CREATE TABLE contacts (
    user TEXT NOT NULL REFERENCES people (name),
    name TEXT NOT NULL REFERENCES people (name),
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    at INTEGER NOT NULL,
    PRIMARY KEY (user, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE blocks (
    user TEXT NOT NULL REFERENCES people (name),
    name TEXT NOT NULL REFERENCES people (name),
    at INTEGER NOT NULL,
    PRIMARY KEY (user, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE waits (
    user TEXT NOT NULL REFERENCES people (name),
    name TEXT NOT NULL REFERENCES people (name),
    at INTEGER NOT NULL,
    PRIMARY KEY (user, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reaches (
    user TEXT PRIMARY KEY REFERENCES people (name),
    reach TEXT NOT NULL CHECK (reach IN ('everyone', 'groups', 'contacts'))
  ) STRICT, WITHOUT ROWID;
`;
