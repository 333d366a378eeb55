export default `
  ALTER TABLE participants ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
  ALTER TABLE participants ADD COLUMN quiet_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE invitees ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
  ALTER TABLE left_messages ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));

  CREATE TABLE withheld (
    message TEXT NOT NULL REFERENCES messages (id),
    user TEXT NOT NULL REFERENCES people (name),
    PRIMARY KEY (user, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX withheld_message ON withheld (message);
`;
