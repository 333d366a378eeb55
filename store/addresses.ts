import type { AddressKey, AddressPage } from '../relay/protocol.ts';
import type { AddressStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** The pages under which people and groups are reached, their other names, and the keys that open them. */
export function addresses(db: Db): Sync<AddressStore> {
  return { ...pages(db), ...keys(db), ...bans(db) };
}

function pages(db: Db): Sync<Pick<AddressStore, 'get' | 'save' | 'ownerOf'>> {
  const one = db.prepare('SELECT body, password FROM address_pages WHERE owner = ?');
  const aliases = db.prepare('SELECT alias FROM aliases WHERE owner = ? ORDER BY position').pluck();
  const owner = db.prepare('SELECT owner FROM aliases WHERE alias = ?').pluck();
  const save = db.prepare(
    `INSERT INTO address_pages (owner, body, password) VALUES (?, ?, ?)
     ON CONFLICT (owner) DO UPDATE SET body = excluded.body, password = excluded.password`,
  );
  const forget = db.prepare('DELETE FROM aliases WHERE owner = ?');
  const insert = db.prepare('INSERT INTO aliases (alias, owner, position) VALUES (?, ?, ?)');
  const ownerOf = (alias: string) => (owner.get(alias) as string | undefined) ?? null;
  return {
    ownerOf,
    get(name) {
      const row = one.get(name) as { body: string; password: string | null } | undefined;
      return {
        page: row ? (JSON.parse(row.body) as AddressPage) : null,
        password: row?.password ?? null,
        aliases: aliases.all(name) as string[],
      };
    },
    save(name, address) {
      const taken = address.aliases.find(alias => ![null, name].includes(ownerOf(alias)));
      if (taken !== undefined) return { taken };
      save.run(name, JSON.stringify(address.page), address.password);
      forget.run(name);
      for (const [position, alias] of address.aliases.entries()) insert.run(alias, name, position);
      return { taken: null };
    },
  };
}

function keys(db: Db): Sync<Pick<AddressStore, 'keys' | 'addKey' | 'removeKey' | 'openKey'>> {
  const own = db.prepare(
    `SELECT id, kind, label, expires_at AS expiresAt FROM address_keys WHERE owner = ? AND expires_at > ?
     ORDER BY at, id`,
  );
  const sweep = db.prepare('DELETE FROM address_keys WHERE expires_at <= ?');
  const insert = db.prepare(
    `INSERT INTO address_keys (id, owner, kind, digest, label, at, expires_at)
     VALUES (@id, @owner, @kind, @digest, @label, @at, @expiresAt)`,
  );
  const remove = db.prepare('DELETE FROM address_keys WHERE id = ? AND owner = ?');
  const find = db.prepare(
    'SELECT id, owner FROM address_keys WHERE kind = ? AND digest = ? AND expires_at > ?',
  );
  const of = (owner: string, now: number) => own.all(owner, now) as AddressKey[];
  return {
    keys: of,
    addKey(key, max) {
      sweep.run(key.at);
      if (of(key.owner, key.at).length >= max) return { refused: 'full' };
      insert.run(key);
      return null;
    },
    removeKey: (owner, id) => remove.run(id, owner).changes > 0,
    openKey({ kind, digest, now }) {
      const found = find.get(kind, digest, now) as { id: string; owner: string } | undefined;
      if (found && kind === 'pin') remove.run(found.id, found.owner);
      return found?.owner ?? null;
    },
  };
}

function bans(db: Db): Sync<Pick<AddressStore, 'ban' | 'isBanned'>> {
  const ban = db.prepare(
    `INSERT INTO bans (owner, address, until) VALUES (?, ?, ?)
     ON CONFLICT (owner, address) DO UPDATE SET until = excluded.until`,
  );
  const banned = db.prepare('SELECT 1 FROM bans WHERE owner = ? AND address = ? AND until > ?');
  return {
    ban: (owner, address, until) => void ban.run(owner, address, until),
    isBanned: (owner, address, now) => banned.get(owner, address, now) !== undefined,
  };
}
