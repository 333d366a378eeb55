import type { Reach } from '../relay/protocol.ts';
import type { ContactStore, Tie } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Address books, block lists, who waits for whom, and from whom each takes invitations. */
export function contacts(db: Db, log: EventLog): Sync<ContactStore> {
  return { ...books(db), ...blockLists(db), ...reaches(db), ...waits(db, log) };
}

function books(db: Db): Sync<Pick<ContactStore, 'contacts' | 'saveContact' | 'removeContact'>> {
  const all = db.prepare('SELECT user, name, favourite FROM contacts ORDER BY user, name');
  const others = db.prepare('SELECT count(*) FROM contacts WHERE user = ? AND name <> ?').pluck();
  const save = db.prepare(
    `INSERT INTO contacts (user, name, favourite, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (user, name) DO UPDATE SET favourite = excluded.favourite`,
  );
  const remove = db.prepare('DELETE FROM contacts WHERE user = ? AND name = ?');
  return {
    contacts: () =>
      (all.all() as (Tie & { favourite: number })[]).map(row => ({ ...row, favourite: row.favourite === 1 })),
    saveContact({ user, name, favourite }, at, max) {
      if ((others.get(user, name) as number) >= max) return false;
      save.run(user, name, favourite ? 1 : 0, at);
      return true;
    },
    removeContact: (user, name) => void remove.run(user, name),
  };
}

function blockLists(db: Db): Sync<Pick<ContactStore, 'blocks' | 'block' | 'unblock'>> {
  const all = db.prepare('SELECT user, name FROM blocks ORDER BY user, name');
  const others = db.prepare('SELECT count(*) FROM blocks WHERE user = ? AND name <> ?').pluck();
  const add = db.prepare('INSERT INTO blocks (user, name, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = db.prepare('DELETE FROM blocks WHERE user = ? AND name = ?');
  return {
    blocks: () => all.all() as Tie[],
    block(user, name, at, max) {
      if ((others.get(user, name) as number) >= max) return false;
      add.run(user, name, at);
      return true;
    },
    unblock: (user, name) => void remove.run(user, name),
  };
}

function reaches(db: Db): Sync<Pick<ContactStore, 'reaches' | 'saveReach'>> {
  const all = db.prepare('SELECT user, reach AS "by" FROM reaches ORDER BY user');
  const save = db.prepare(
    `INSERT INTO reaches (user, reach) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET reach = excluded.reach`,
  );
  return {
    reaches: () => all.all() as { user: string; by: Reach }[],
    saveReach: (user, by) => void save.run(user, by),
  };
}

function waits(db: Db, log: EventLog): Sync<Pick<ContactStore, 'waits' | 'wait' | 'unwait' | 'back'>> {
  const all = db.prepare('SELECT user, name FROM waits ORDER BY user, name');
  const add = db.prepare('INSERT INTO waits (user, name, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = db.prepare('DELETE FROM waits WHERE user = ? AND name = ?');
  const display = db.prepare('SELECT display FROM people WHERE name = ?').pluck();
  return {
    waits: () => all.all() as Tie[],
    wait: (user, name, at) => void add.run(user, name, at),
    unwait: (user, name) => void remove.run(user, name),
    back(user, name, at) {
      if (remove.run(user, name).changes === 0) return null;
      const person = { name, display: display.get(name) as string };
      return { value: null, events: log.append([user], at, { kind: 'back', person }), repeated: false };
    },
  };
}
