export default `
  ALTER TABLE people ADD COLUMN duties TEXT NOT NULL DEFAULT '';
`;
