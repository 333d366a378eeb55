import type { Duty, Role, View } from '../relay/protocol.ts';
import type { PeopleStore, StoredPerson } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';
import { tokens } from './tokens.ts';

interface Row {
  name: string;
  display: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  picture: string | null;
  role: Role;
  /** Separated by commas. */
  duties: string;
  password: string;
  version: number;
  disabled: number;
}

const columns = 'name, display, email, phone, mobile, picture, role, duties, password, version, disabled';

/** Guests, whose names begin with `~`, come behind all accounts, and are none: they are got by name alone. */
export function people(db: Db): Sync<PeopleStore> {
  const insert = db.prepare(
    `INSERT INTO people (name, display, email, phone, mobile, picture, role, duties, password, search, at)
     VALUES (@name, @display, @email, @phone, @mobile, @picture, @role, @duties, @password, @search, @at) ON CONFLICT DO NOTHING`,
  );
  const one = db.prepare(`SELECT ${columns} FROM people WHERE name = ?`);
  const many = db.prepare(
    `SELECT ${columns} FROM people WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name`,
  );
  const all = db.prepare(`SELECT ${columns} FROM people WHERE name < '~' ORDER BY name`);
  const find = db.prepare(
    `SELECT ${columns} FROM people WHERE disabled = 0 AND name < '~' AND instr(search, @query) > 0
     ORDER BY instr(name, @query) = 1 DESC, instr(search, ' ' || @query) > 0 DESC, name LIMIT @limit`,
  );
  const update = db.prepare(
    `UPDATE people SET display = @display, email = @email, phone = @phone, mobile = @mobile,
       picture = @picture, role = @role, duties = @duties,
       password = @password, version = @version, disabled = @disabled, search = @search WHERE name = @name`,
  );
  const otherAdmins = db
    .prepare("SELECT count(*) FROM people WHERE role = 'admin' AND disabled = 0 AND name <> ? AND name < '~'")
    .pluck();
  const forgetResets = db.prepare('DELETE FROM resets WHERE user = ?');
  const get = (name: string): StoredPerson | null => {
    const row = one.get(name) as Row | undefined;
    return row ? personOf(row) : null;
  };

  const change: Sync<PeopleStore>['update'] = (name, changes) => {
    const before = get(name);
    if (!before) return null;
    const ends = changes.password !== undefined || changes.disabled !== undefined;
    const after = { ...before, ...changes, version: before.version + (ends ? 1 : 0) };
    update.run({
      ...after,
      duties: after.duties.join(),
      disabled: after.disabled ? 1 : 0,
      search: searchText(after),
    });
    // A link that was made for the password before opens nothing behind a newer one.
    if (ends) forgetResets.run(name);
    return after;
  };

  return {
    create(person, at) {
      const { changes } = insert.run({
        ...person,
        duties: person.duties.join(),
        search: searchText(person),
        at,
      });
      return changes === 0 ? null : get(person.name);
    },
    get,
    getMany: names => (many.all(JSON.stringify(names)) as Row[]).map(personOf),
    find: (query, limit) => (find.all({ query: fold(query).trim(), limit }) as Row[]).map(personOf),
    list: () => (all.all() as Row[]).map(personOf),
    update: change,
    administer(name, changes) {
      const before = get(name);
      if (!before) return null;
      const { role, disabled } = { ...before, ...changes };
      const stays = role === 'admin' && !disabled;
      return stays || (otherAdmins.get(name) as number) > 0 ? change(name, changes) : { refused: 'last' };
    },
    ...tokens(db),
    ...views(db),
    ...drafts(db),
  };
}

function views(db: Db): Sync<Pick<PeopleStore, 'view' | 'saveView'>> {
  const one = db.prepare('SELECT body FROM views WHERE user = ?').pluck();
  const save = db.prepare(
    'INSERT INTO views (user, body) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET body = excluded.body',
  );
  return {
    view(user) {
      const body = one.get(user) as string | undefined;
      return body === undefined ? null : (JSON.parse(body) as View);
    },
    saveView(user, view) {
      save.run(user, JSON.stringify(view));
    },
  };
}

function drafts(db: Db): Sync<Pick<PeopleStore, 'drafts' | 'saveDraft'>> {
  const all = db.prepare('SELECT key, text FROM drafts WHERE user = ? ORDER BY at DESC');
  const remove = db.prepare('DELETE FROM drafts WHERE user = ? AND key = ?');
  const save = db.prepare(
    `INSERT INTO drafts (user, key, text, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (user, key) DO UPDATE SET text = excluded.text, at = excluded.at`,
  );
  return {
    drafts: user =>
      Object.fromEntries((all.all(user) as { key: string; text: string }[]).map(row => [row.key, row.text])),
    saveDraft(user, key, text, at) {
      if (text === '') remove.run(user, key);
      else save.run(user, key, text, at);
    },
  };
}

/** SQLite folds the case of ASCII alone, so what is searched is folded here. */
const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** Each word stands behind a space, so that ` query` finds the beginnings of words. */
const searchText = (person: Pick<StoredPerson, 'name' | 'display' | 'email'>) =>
  fold(` ${person.name} ${person.name.replace(/[._-]+/g, ' ')} ${person.display} ${person.email ?? ''}`);

const personOf = (row: Row): StoredPerson => ({
  ...row,
  duties: row.duties.split(',').filter(Boolean) as Duty[],
  disabled: row.disabled === 1,
  // The column's check is older than guests.
  role: row.name < '~' ? row.role : 'guest',
});
