export default `
  ALTER TABLE tokens ADD COLUMN scopes TEXT;
  ALTER TABLE tokens ADD COLUMN note TEXT NOT NULL DEFAULT '';
  ALTER TABLE tokens ADD COLUMN made_by TEXT;
`;
