export default `
  ALTER TABLE messages ADD COLUMN preview TEXT;
`;
