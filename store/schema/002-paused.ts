export default `
  CREATE TABLE paused (
    user TEXT NOT NULL REFERENCES people (name),
    host TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, host)
  ) STRICT, WITHOUT ROWID;
`;
