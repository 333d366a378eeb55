import type { KnownToken, PeopleStore, StoredLogIn } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<
  PeopleStore,
  'addToken' | 'getToken' | 'removeToken' | 'tokensOf' | 'usedToken' | 'endToken'
>;

/** The digests of what people log in with, beside their passwords. */
export function tokens(db: Db): Sync<Part> {
  const insert = db.prepare(
    `INSERT INTO tokens (id, digest, user, kind, version, at, expires_at, address, agent, used_at)
     SELECT @id, @digest, name, @kind, version, @at, @expiresAt, @address, @agent, @at FROM people WHERE name = @user`,
  );
  const sweep = db.prepare('DELETE FROM tokens WHERE expires_at <= ?');
  const one = db.prepare(
    `SELECT t.user, t.kind, t.expires_at AS expiresAt FROM tokens t JOIN people p ON p.name = t.user AND p.version = t.version
     WHERE t.digest = ? AND p.disabled = 0 AND (t.expires_at IS NULL OR t.expires_at > ?)`,
  );
  const remove = db.prepare('DELETE FROM tokens WHERE digest = ? RETURNING user').pluck();
  const list = db.prepare(
    `SELECT t.id, t.digest, t.kind, t.at, t.used_at AS usedAt, t.address, t.agent
     FROM tokens t JOIN people p ON p.name = t.user AND p.version = t.version
     WHERE t.user = ? AND p.disabled = 0 AND (t.expires_at IS NULL OR t.expires_at > ?)
     ORDER BY t.used_at DESC, t.id`,
  );
  const used = db.prepare('UPDATE tokens SET used_at = ?, address = ? WHERE digest = ?');
  const end = db.prepare('DELETE FROM tokens WHERE user = ? AND id = ? RETURNING digest').pluck();
  return {
    addToken(token) {
      sweep.run(token.at);
      insert.run(token);
    },
    getToken: (digest, now) => (one.get(digest, now) as KnownToken | undefined) ?? null,
    removeToken: digest => (remove.get(digest) as string | undefined) ?? null,
    tokensOf: (user, now) => list.all(user, now) as StoredLogIn[],
    usedToken(digest, at, address) {
      used.run(at, address, digest);
    },
    endToken: (user, id) => (end.get(user, id) as string | undefined) ?? null,
  };
}
