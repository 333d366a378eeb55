export default `
  ALTER TABLE people ADD COLUMN picture_digest TEXT AS (substr(picture, 1, 64)) VIRTUAL;
  CREATE INDEX people_picture ON people (picture_digest) WHERE picture IS NOT NULL;
`;
