import type { Files } from './files.ts';
import type { MessageRows } from './message-rows.ts';
import type { Search } from './search.ts';
import type { Db } from './sqlite.ts';

/** Takes all that a message says, and leaves its place: numbers stay dense, and answers keep what they point at. */
export function emptying(db: Db, { rows, words, kept }: { rows: MessageRows; words: Search; kept: Files }) {
  const empty = db.prepare(
    `UPDATE messages SET text = '', deleted_at = @at, swept = @swept, edited_at = NULL, reactions = NULL, page = NULL,
       files = NULL, reply_seq = NULL, preview = NULL, revision = revision + 1 WHERE id = @id AND deleted_at IS NULL`,
  );
  const forgetChanges = db.prepare('DELETE FROM message_changes WHERE message = ?');
  return (id: string, at: number, { swept }: { swept: boolean }): void => {
    if (empty.run({ id, at, swept: swept ? 1 : 0 }).changes === 0) return;
    forgetChanges.run(id);
    words.index(rows.byId(id));
    kept.drop(id);
  };
}

export type Emptying = ReturnType<typeof emptying>;
