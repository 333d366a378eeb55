export default `
  CREATE TABLE preferences (
    user TEXT PRIMARY KEY REFERENCES people (name),
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE people ADD COLUMN mobile TEXT;
  ALTER TABLE people ADD COLUMN picture TEXT;
  ALTER TABLE invitations ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
`;
