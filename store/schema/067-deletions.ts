/** People who are being deleted: what is left to do is found by their name, whatever ends the process in between. */
export default `
  CREATE TABLE deletions (
    name TEXT PRIMARY KEY REFERENCES people (name),
    heir TEXT NOT NULL REFERENCES people (name),
    display TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Which task is under way, and where it goes on.
    task INTEGER NOT NULL DEFAULT 0,
    place TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
`;
