import type { ApiToken, Scope } from '../relay/protocol.ts';
import type { KnownToken, PeopleStore, StoredLogIn } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<
  PeopleStore,
  'addToken' | 'getToken' | 'removeToken' | 'tokensOf' | 'apiTokens' | 'usedToken' | 'endToken'
>;

/** The digests of what people log in with, beside their passwords. */
export function tokens(db: Db): Sync<Part> {
  const insert = db.prepare(
    `INSERT INTO tokens (id, digest, user, kind, version, at, expires_at, address, agent, used_at, scopes, note, made_by)
     SELECT @id, @digest, name, @kind, version, @at, @expiresAt, @address, @agent, @at, @scopes, @note, @by
     FROM people WHERE name = @user`,
  );
  const sweep = db.prepare('DELETE FROM tokens WHERE expires_at <= ?');
  const one = db.prepare(
    `SELECT t.user, t.kind, t.expires_at AS expiresAt, t.scopes FROM tokens t JOIN people p ON p.name = t.user AND p.version = t.version
     WHERE t.digest = ? AND p.disabled = 0 AND (t.expires_at IS NULL OR t.expires_at > ?)`,
  );
  const remove = db.prepare('DELETE FROM tokens WHERE digest = ? RETURNING user').pluck();
  const list = db.prepare(
    `SELECT t.id, t.digest, t.kind, t.at, t.used_at AS usedAt, t.address, t.agent
     FROM tokens t JOIN people p ON p.name = t.user AND p.version = t.version
     WHERE t.user = ? AND p.disabled = 0 AND (t.expires_at IS NULL OR t.expires_at > ?)
     ORDER BY t.used_at DESC, t.id`,
  );
  const programs = db.prepare(
    `SELECT t.id, t.user AS owner, t.note, t.scopes, t.made_by AS by, t.at, t.used_at AS usedAt, t.address, t.expires_at AS expiresAt
     FROM tokens t JOIN people p ON p.name = t.user AND p.version = t.version
     WHERE t.kind = 'api' AND (@owner IS NULL OR t.user = @owner)
       AND p.disabled = 0 AND (t.expires_at IS NULL OR t.expires_at > @now)
     ORDER BY t.at DESC, t.id`,
  );
  const used = db.prepare('UPDATE tokens SET used_at = ?, address = ? WHERE digest = ?');
  const end = db.prepare('DELETE FROM tokens WHERE user = ? AND id = ? RETURNING digest').pluck();
  return {
    addToken(token) {
      sweep.run(token.at);
      const { scopes = null, note = '', by = null } = token;
      insert.run({ ...token, scopes: scopes?.join() ?? null, note, by });
    },
    getToken(digest, now) {
      const row = one.get(digest, now) as Row<KnownToken> | undefined;
      return row ? withScopes(row) : null;
    },
    removeToken: digest => (remove.get(digest) as string | undefined) ?? null,
    tokensOf: (user, now) => list.all(user, now) as StoredLogIn[],
    apiTokens: (owner, now) => (programs.all({ owner, now }) as Row<ApiToken>[]).map(withScopes),
    usedToken(digest, at, address) {
      used.run(at, address, digest);
    },
    endToken: (user, id) => (end.get(user, id) as string | undefined) ?? null,
  };
}

/** Scopes stand there separated by commas. */
type Row<T> = Omit<T, 'scopes'> & { scopes: string | null };

const withScopes = <T>(row: Row<T>) =>
  ({ ...row, scopes: row.scopes === null ? null : (row.scopes.split(',') as Scope[]) }) as unknown as T;
