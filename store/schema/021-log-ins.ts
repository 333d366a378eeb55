export default `
  ALTER TABLE tokens ADD COLUMN id TEXT;
  ALTER TABLE tokens ADD COLUMN address TEXT NOT NULL DEFAULT '';
  ALTER TABLE tokens ADD COLUMN agent TEXT NOT NULL DEFAULT '';
  ALTER TABLE tokens ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
  UPDATE tokens SET id = lower(hex(randomblob(16))), used_at = at;
  CREATE UNIQUE INDEX tokens_id ON tokens (id);
  CREATE INDEX tokens_user ON tokens (user);
`;
