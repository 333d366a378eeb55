import type { HelpNote } from '../relay/protocol.ts';
import type { HelpStore, NewHelpNote } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  id: string;
  author: string;
  display: string;
  text: string;
  at: number;
}

/** What the help desk writes down for itself: in no conversation, in no log, in no index. */
export function helpNotes(db: Db): Sync<Pick<HelpStore, 'note' | 'notes'>> {
  const of = db.prepare(
    `SELECT n.id, n.author, p.display, n.text, n.at FROM help_notes n JOIN people p ON p.name = n.author
     WHERE n.help = ? ORDER BY n.at, n.rowid`,
  );
  const repeated = db.prepare('SELECT help, text FROM help_notes WHERE author = ? AND client_id = ?');
  const insert = db.prepare(
    `INSERT INTO help_notes (id, help, author, client_id, text, at)
     VALUES (@id, @help, @by, @clientId, @text, @at)`,
  );
  const notes = (help: string): HelpNote[] =>
    (of.all(help) as Row[]).map(({ author, display, ...note }) => ({
      ...note,
      by: { name: author, display },
    }));
  return {
    notes,
    note(made: NewHelpNote) {
      const before = repeated.get(made.by, made.clientId) as { help: string; text: string } | undefined;
      if (before && (before.help !== made.help || before.text !== made.text)) return { refused: 'reused' };
      if (!before) insert.run(made);
      return notes(made.help);
    },
  };
}
