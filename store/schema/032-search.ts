/** The index holds no text of its own: what is deleted from `messages` is nowhere else. */
export default `
  CREATE TABLE searchable (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    message TEXT NOT NULL UNIQUE REFERENCES messages (id)
  ) STRICT;
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
  );
  INSERT INTO searchable (message) SELECT id FROM messages ORDER BY at, conversation, seq;
  INSERT INTO message_words (rowid, words) SELECT s.n, m.text FROM searchable s JOIN messages m ON m.id = s.message;
`;
