/** What a person was told once and has not read: one row for each subject, the newest. `n`: the entry of their log. */
export default `
  CREATE TABLE news (
    user TEXT NOT NULL REFERENCES people (name),
    subject TEXT NOT NULL,
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (user, subject)
  ) STRICT, WITHOUT ROWID;
`;
