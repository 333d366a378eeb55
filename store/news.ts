import type { LogEvent, NewsEntry, NewsEvent } from '../relay/protocol.ts';
import type { Db } from './sqlite.ts';

/** What people were told once and have not read yet. */
export interface NewsRows {
  /** Notes entry `n` of a person's log, in place of what was there of the same subject. */
  note(user: string, n: number, event: LogEvent): void;
  /** Oldest first. */
  of(user: string): NewsEntry[];
  /** `false`: it was not there any more. */
  drop(user: string, n: number): boolean;
}

/** Whoever never looks keeps the newest of them. */
const maxNews = 20;

export function newsRows(db: Db): NewsRows {
  const save = db.prepare(
    `INSERT INTO news (user, subject, n, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (user, subject) DO UPDATE SET n = excluded.n, body = excluded.body`,
  );
  const forget = db.prepare('DELETE FROM news WHERE user = ? AND subject = ?');
  const bound = db.prepare(
    `DELETE FROM news WHERE user = @user AND n <= (
       SELECT n FROM news WHERE user = @user ORDER BY n DESC LIMIT 1 OFFSET ${maxNews})`,
  );
  const all = db.prepare('SELECT n, body FROM news WHERE user = ? ORDER BY n');
  const drop = db.prepare('DELETE FROM news WHERE user = ? AND n = ?');

  return {
    note(user, n, event) {
      if (event.kind !== 'back' && event.kind !== 'membership') return;
      const subject = subjectOf(event);
      if (!isNews(event, user)) {
        forget.run(user, subject);
        return;
      }
      save.run(user, subject, n, JSON.stringify(event));
      bound.run({ user });
    },
    of: user =>
      (all.all(user) as { n: number; body: string }[]).map(({ n, body }) => ({ n, event: JSON.parse(body) })),
    drop: (user, n) => drop.run(user, n).changes > 0,
  };
}

/** What comes later of the same subject stands in place of what came before. */
const subjectOf = (event: NewsEvent): string =>
  event.kind === 'back' ? `back ${event.person.name}` : `group ${event.group.name} ${event.person.name}`;

/** The same rule as `newsOf` of the client: nobody is told what they did themselves, nor what others are in their groups. */
function isNews(event: NewsEvent, user: string): boolean {
  if (event.kind === 'back') return true;
  return event.by !== user && (event.person.name === user) !== (event.role === 'asked');
}
