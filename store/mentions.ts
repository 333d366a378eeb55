import type { Deletion, Task } from './deletions.ts';
import type { Db } from './sqlite.ts';

/** What somebody is called who is there no more. */
export const goneDisplay = 'Deleted person';

const people = 20;
const rows = 200;

/** Names that stand within documents: in others' logs and news, in whom announcements went to, in queues of webhooks. */
export const mentionTasks = (db: Db): Task[] => [
  logs(db),
  news(db),
  audiences(db),
  documents(db, 'announced', ['id'], 'body'),
  documents(db, 'announcement_templates', ['name'], 'body'),
  documents(db, 'deliveries', ['webhook', 'n'], 'data'),
  documents(db, 'meta', ['key'], 'value'),
];

/** Logs are shortened behind the last entry that names them; who comes back from before it starts anew. */
function logs(db: Db): Task {
  const owners = db.prepare('SELECT user FROM logs WHERE user > ? ORDER BY user LIMIT ?').pluck();
  const last = db
    .prepare('SELECT max(n) FROM events WHERE user = ? AND body IS NOT NULL AND instr(body, ?) > 0')
    .pluck();
  const shorten = db.prepare('DELETE FROM events WHERE user = ? AND n <= ?');
  return ({ name }, place) => {
    const found = owners.all(place, people) as string[];
    for (const user of found) shorten.run(user, (last.get(user, JSON.stringify(name)) as number | null) ?? 0);
    return found.at(-1) ?? null;
  };
}

function news(db: Db): Task {
  const forget = db.prepare(
    `DELETE FROM news WHERE (user, subject) IN (SELECT user, subject FROM news WHERE instr(body, ?) > 0 LIMIT ${rows})`,
  );
  return ({ name }) => (forget.run(JSON.stringify(name)).changes > 0 ? 'more' : null);
}

/** One row each, of up to ten thousand names in order. */
function audiences(db: Db): Task {
  const found = db.prepare(
    'SELECT announcement AS id, names FROM audiences WHERE instr(names, char(10) || ? || char(10)) > 0 LIMIT ?',
  );
  const save = db.prepare('UPDATE audiences SET names = ? WHERE announcement = ?');
  return ({ name, heir }) => {
    const all = found.all(name, people) as { id: string; names: string }[];
    for (const { id, names } of all) {
      const others = names.split('\n').filter(one => one !== '' && one !== name);
      save.run(`\n${[...others, heir].toSorted().join('\n')}\n`, id);
    }
    return all.length > 0 ? 'more' : null;
  };
}

/** JSON in which a name is a value; a name that stays as part of a text is what others said. */
function documents(db: Db, table: string, key: string[], column: string): Task {
  const place = key.map((_, index) => `json_extract(@place, '$[${index}]')`);
  const page = db.prepare(
    `SELECT ${key.join()}, ${column} AS json FROM ${table} WHERE @place = '' OR (${key.join()}) > (${place.join()})
     ORDER BY ${key.join()} LIMIT ${rows}`,
  );
  const where = key.map(one => `${one} = @${one}`).join(' AND ');
  const save = db.prepare(`UPDATE ${table} SET ${column} = @json WHERE ${where}`);
  return (deletion, from) => {
    const found = page.all({ place: from }) as ({ json: string } & Record<string, unknown>)[];
    for (const row of found.filter(({ json }) => json.includes(JSON.stringify(deletion.name))))
      save.run({ ...row, json: JSON.stringify(renamed(JSON.parse(row.json), deletion)) });
    const last = found.at(-1);
    return last ? JSON.stringify(key.map(name => last[name])) : null;
  };
}

function renamed(value: unknown, deletion: Deletion): unknown {
  if (value === deletion.name) return deletion.heir;
  if (value === deletion.display) return goneDisplay;
  if (Array.isArray(value)) return value.map(one => renamed(one, deletion));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, deletion)]));
}
