import type { Message } from '../relay/protocol.ts';
import type { SearchQuery, SearchStore } from '../relay/storage.ts';
import type { MessageRows } from './message-rows.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** The full-text index; kept in the transactions that write messages. */
export interface Search extends Sync<SearchStore> {
  /** Indexes a message as it is now; a deleted one leaves the index. */
  index(message: Message): void;
}

interface Hit {
  n: number;
  message: string;
  header: string;
  others: string;
}

// Written without spaces between words: each character is a word to the index, and a query is a row of them.
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;
const spaced = (text: string) => text.replace(unspaced, ' $& ');

export function search(db: Db, rows: MessageRows): Search {
  const number = db.prepare('SELECT n FROM searchable WHERE message = ?').pluck();
  const enter = db.prepare('INSERT INTO searchable (message) VALUES (?)');
  const remove = db.prepare('DELETE FROM message_words WHERE rowid = ?');
  const insert = db.prepare('INSERT INTO message_words (rowid, words) VALUES (?, ?)');
  const find = db.prepare(
    `SELECT s.n, s.message, c.header,
       (SELECT json_group_array(people.display) FROM participants o JOIN people ON people.name = o.user
        WHERE o.conversation = m.conversation AND o.user <> @user AND o.state <> 'left') AS others
     FROM message_words w JOIN searchable s ON s.n = w.rowid JOIN messages m ON m.id = s.message
     JOIN conversations c ON c.id = m.conversation
     JOIN participants p ON p.conversation = m.conversation AND p.user = @user AND p.state <> 'left' AND p.hidden = 0
       AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = @user AND h.message = m.id)
     WHERE message_words MATCH @match AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = @user AND h.message = m.id) AND w.rowid < @before AND (@conversation IS NULL OR m.conversation = @conversation)
     ORDER BY w.rowid DESC LIMIT @limit`,
  );

  return {
    index(message) {
      const words = spaced(
        [message.text, message.page?.title, ...(message.files ?? []).map(({ name }) => name)].join('\n'),
      ).trim();
      const known = number.get(message.id) as number | undefined;
      if (known !== undefined) remove.run(known);
      if (words === '') return;
      insert.run(known ?? enter.run(message.id).lastInsertRowid, words);
    },
    search({ user, words, conversation, before = Number.MAX_SAFE_INTEGER, limit }: SearchQuery) {
      const match = words.map(word => `"${spaced(word).trim()}"*`).join(' ');
      // One more than asked for tells whether there is more.
      const hits = find.all({
        user,
        match,
        conversation: conversation ?? null,
        before,
        limit: limit + 1,
      }) as Hit[];
      const shown = hits.slice(0, limit);
      return {
        found: shown.map(({ message, header, others }) => ({
          message: rows.byId(message),
          header,
          with: JSON.parse(others) as string[],
        })),
        next: hits.length > limit ? shown.at(-1)!.n : null,
      };
    },
  };
}
