export default `
  -- A file is of an announcement, of a template, or of neither yet.
  ALTER TABLE announcement_files ADD COLUMN template TEXT REFERENCES announcement_templates (name);
  CREATE INDEX announcement_files_template ON announcement_files (template) WHERE template IS NOT NULL;
  UPDATE announcement_templates SET body = json_set(body, '$.presence', json('[]'), '$.files', json('[]'));
`;
