import type { DeletionStore, LoggedEvent } from '../relay/storage.ts';
import type { TellEmptied } from './emptied.ts';
import type { Emptying } from './emptying.ts';
import { goneDisplay, mentionTasks } from './mentions.ts';
import type { Sync } from './operations.ts';
import { personColumns } from './person-columns.ts';
import type { Db } from './sqlite.ts';

export interface Deletion {
  name: string;
  heir: string;
  /** As they were called. */
  display: string;
  at: number;
  limit: number;
}

/** Whether a legal hold keeps anything that is theirs. */
type IsKept = (name: string) => boolean;

/** A part of what is to do. `null`: nothing is left of it; else where it goes on. */
export type Task = (deletion: Deletion, place: string) => string | null;

/**
 * People who are deleted: what they said goes, and what others said stays. Each task looks for what is still there under
 * their name, so that it may be done again from wherever it ended.
 */
export function deletions(db: Db, empty: Emptying, tell: TellEmptied, isKept: IsKept): Sync<DeletionStore> {
  const begin = beginner(db, isKept);
  const one = db.prepare('SELECT name, heir, display, task, place FROM deletions WHERE name = ?');
  const pending = db.prepare('SELECT name FROM deletions ORDER BY at, name').pluck();
  const save = db.prepare('UPDATE deletions SET task = ?, place = ? WHERE name = ?');
  const finish = [
    db.prepare('DELETE FROM deletions WHERE name = ?'),
    db.prepare('DELETE FROM people WHERE name = ?'),
  ];
  const events: LoggedEvent[] = [];
  const tasks: Task[] = [
    words(db, empty),
    participations(db),
    invitations(db),
    requests(db),
    ...Object.entries(personColumns)
      .filter(([, treatment]) => treatment !== 'task')
      .map(([column, treatment]) => bounded(db, column, treatment)),
    ...mentionTasks(db),
    // Last, when nothing in a conversation names them any more.
    companions(db, (id, at) => events.push(...tell({ id, through: 0 }, at))),
  ];
  return {
    begin,
    pending: () => pending.all() as string[],
    step(name, at, limit) {
      events.length = 0;
      const row = one.get(name) as (Deletion & { task: number; place: string }) | undefined;
      if (!row) return { value: true, events: [], repeated: true };
      const task = tasks[row.task];
      if (!task) {
        for (const statement of finish) statement.run(name);
        return { value: true, events: [], repeated: false };
      }
      const next = task({ ...row, at, limit }, row.place);
      save.run(next === null ? row.task + 1 : row.task, next ?? '', name);
      return { value: false, events: [...events], repeated: false };
    },
  };
}

function beginner(db: Db, isKept: IsKept): Sync<DeletionStore>['begin'] {
  const person = db.prepare("SELECT display FROM people WHERE name = ? AND name < '~'").pluck();
  const begun = db.prepare('SELECT heir FROM deletions WHERE name = ?').pluck();
  const otherAdmins = db
    .prepare(
      `SELECT (SELECT role FROM people WHERE name = @name) <> 'admin' OR EXISTS (
         SELECT 1 FROM people WHERE role = 'admin' AND disabled = 0 AND name <> @name AND name < '~')`,
    )
    .pluck();
  const inherit = db.prepare(
    `INSERT INTO people (name, display, role, password, search, disabled, at)
     VALUES (@heir, '${goneDisplay}', 'user', '', '', 1, @at)`,
  );
  const note = db.prepare(
    'INSERT INTO deletions (name, heir, display, at) VALUES (@name, @heir, @display, @at)',
  );
  const forget = db.prepare(
    `UPDATE people SET display = '${goneDisplay}', email = NULL, phone = NULL, mobile = NULL, picture = NULL,
       role = 'user', duties = '', password = '', search = '', disabled = 1, version = version + 1 WHERE name = ?`,
  );
  const shut = ['tokens', 'resets'].map(table => db.prepare(`DELETE FROM ${table} WHERE user = ?`));
  return ({ name, heir, at }) => {
    const display = person.get(name) as string | undefined;
    if (display === undefined) return { refused: 'unknown' };
    const known = begun.get(name) as string | undefined;
    if (known !== undefined) return { heir: known };
    if (isKept(name)) return { refused: 'held' };
    if (otherAdmins.get({ name }) !== 1) return { refused: 'last' };
    inherit.run({ heir, at });
    note.run({ name, heir, display, at });
    forget.run(name);
    for (const statement of shut) statement.run(name);
    return { heir };
  };
}

/** Rows of one column, by the table's own key. */
function bounded(db: Db, column: string, treatment: string): Task {
  const [table, name] = column.split('.') as [string, string];
  const info = db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  const key = info.filter(({ pk }) => pk > 0).map(one => one.name);
  const own = `(${key.join()}) IN (SELECT ${key.join()} FROM ${table} WHERE ${name} = @name LIMIT @limit)`;
  const statement = db.prepare(
    treatment === 'delete'
      ? `DELETE FROM ${table} WHERE ${own}`
      : `UPDATE ${table} SET ${treatment} WHERE ${own}`,
  );
  return deletion => (statement.run(deletion).changes > 0 ? 'more' : null);
}

/** Their messages become empty places. */
function words(db: Db, empty: Emptying): Task {
  const own = db.prepare('SELECT id FROM messages WHERE sender = ? LIMIT ?').pluck();
  const pass = db.prepare('UPDATE messages SET sender = ? WHERE id = ?');
  return ({ name, heir, at, limit }) => {
    const found = own.all(name, limit) as string[];
    for (const id of found) {
      empty(id, at, { swept: false });
      pass.run(heir, id);
    }
    return found.length > 0 ? 'more' : null;
  };
}

/** With their reactions to what others said there. */
function participations(db: Db): Task {
  const own = db.prepare('SELECT conversation FROM participants WHERE user = ? LIMIT 5').pluck();
  const reacted = db.prepare(
    `SELECT id, reactions FROM messages WHERE conversation = ? AND reactions IS NOT NULL AND instr(reactions, ?) > 0`,
  );
  const react = db.prepare('UPDATE messages SET reactions = ?, revision = revision + 1 WHERE id = ?');
  const leave = db.prepare(
    "UPDATE participants SET user = @heir, state = 'left', muted = 0 WHERE conversation = @id AND user = @name",
  );
  return ({ name, heir }) => {
    const found = own.all(name) as string[];
    for (const id of found) {
      for (const row of reacted.all(id, JSON.stringify(name)) as { id: string; reactions: string }[])
        react.run(without(row.reactions, name), row.id);
      leave.run({ id, name, heir });
    }
    return found.length > 0 ? 'more' : null;
  };
}

/** Whoever is in a conversation that they were in. */
function companions(db: Db, tell: (conversation: string, at: number) => void): Task {
  const some = db
    .prepare(
      'SELECT conversation FROM participants WHERE user = ? AND conversation > ? ORDER BY conversation LIMIT 5',
    )
    .pluck();
  return ({ heir, at }, place) => {
    const found = some.all(heir, place) as string[];
    for (const id of found) tell(id, at);
    return found.at(-1) ?? null;
  };
}

function without(reactions: string, name: string): string | null {
  const left = Object.entries(JSON.parse(reactions) as Record<string, string[]>)
    .map(([emoji, names]) => [emoji, names.filter(one => one !== name)] as const)
    .filter(([, names]) => names.length > 0);
  return left.length > 0 ? JSON.stringify(Object.fromEntries(left)) : null;
}

/** What they wrote into invitations, and subjects that came from there. */
function invitations(db: Db): Task {
  const own = db.prepare('SELECT id FROM invitations WHERE inviter = ? LIMIT ?').pluck();
  const header = db.prepare(
    `UPDATE conversations SET header = '' WHERE (id, header) IN (SELECT conversation, header FROM invitations WHERE id = ?)`,
  );
  const close = db.prepare(
    "UPDATE invitees SET state = 'withdrawn', moved_at = ? WHERE invitation = ? AND state IN ('pending', 'shown')",
  );
  const pass = db.prepare(
    "UPDATE invitations SET header = '', instruction = '', page = NULL, inviter = ? WHERE id = ?",
  );
  return ({ name, heir, at, limit }) => {
    const found = own.all(name, limit) as string[];
    for (const id of found) {
      header.run(id);
      close.run(at, id);
      pass.run(heir, id);
    }
    return found.length > 0 ? 'more' : null;
  };
}

/** What the help desk noted down about them goes, too. */
function requests(db: Db): Task {
  const own = db.prepare('SELECT id FROM help_requests WHERE asker = ? LIMIT 20').pluck();
  const notes = db.prepare('DELETE FROM help_notes WHERE help = ?');
  const header = db.prepare(
    "UPDATE conversations SET header = '' WHERE id = (SELECT conversation FROM help_requests WHERE id = ?)",
  );
  const pass = db.prepare(
    `UPDATE help_requests SET asker = @heir, revision = revision + 1, closed_at = coalesce(closed_at, @at),
       outcome = coalesce(outcome, 'cancelled'), state = 'closed' WHERE id = @id`,
  );
  return ({ name, heir, at }) => {
    const found = own.all(name) as string[];
    for (const id of found) {
      notes.run(id);
      header.run(id);
      pass.run({ id, heir, at });
    }
    return found.length > 0 ? 'more' : null;
  };
}
