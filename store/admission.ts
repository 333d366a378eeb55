import type { RegistrationCode } from '../relay/protocol.ts';
import type { AdmissionStore, PeopleStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Ways in for who has no password yet, or none any more. */
export function admission(db: Db, people: Sync<PeopleStore>): Sync<AdmissionStore> {
  return { ...codes(db, people), ...resets(db, people) };
}

type Codes = Pick<AdmissionStore, 'addCode' | 'codes' | 'removeCode' | 'isCode' | 'admit'>;

function codes(db: Db, people: Sync<PeopleStore>): Sync<Codes> {
  const add = db.prepare(
    `INSERT INTO codes (id, digest, maker, note, at, expires_at)
     VALUES (@id, @digest, @by, @note, @at, @expiresAt)`,
  );
  const list = db.prepare(
    `SELECT id, note, maker AS by, at, expires_at AS expiresAt, used_by AS usedBy, used_at AS usedAt
     FROM codes ORDER BY at DESC, id LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM codes WHERE id = ? AND used_at IS NULL');
  const open = db
    .prepare('SELECT 1 FROM codes WHERE digest = ? AND used_at IS NULL AND expires_at > ?')
    .pluck();
  const use = db.prepare('UPDATE codes SET used_by = ?, used_at = ? WHERE digest = ?');
  const isCode = (digest: string, now: number) => open.get(digest, now) === 1;
  return {
    addCode(code) {
      add.run(code);
    },
    codes: limit => list.all(limit) as RegistrationCode[],
    removeCode: id => remove.run(id).changes > 0,
    isCode,
    admit(digest, person, at) {
      if (!isCode(digest, at)) return 'wrong_code';
      const made = people.create(person, at);
      if (!made) return 'taken';
      use.run(made.name, at, digest);
      return made;
    },
  };
}

type Resets = Pick<AdmissionStore, 'addReset' | 'isReset' | 'useReset'>;

function resets(db: Db, people: Sync<PeopleStore>): Sync<Resets> {
  const add = db.prepare(
    'INSERT OR REPLACE INTO resets (user, digest, expires_at) VALUES (@user, @digest, @expiresAt)',
  );
  const owner = db
    .prepare(
      `SELECT r.user FROM resets r JOIN people p ON p.name = r.user
       WHERE r.digest = ? AND r.expires_at > ? AND p.disabled = 0`,
    )
    .pluck();
  const remove = db.prepare('DELETE FROM resets WHERE digest = ?');
  return {
    addReset(reset) {
      add.run(reset);
    },
    isReset: (digest, now) => owner.get(digest, now) !== undefined,
    useReset(digest, password, now) {
      const user = owner.get(digest, now) as string | undefined;
      if (user === undefined) return null;
      remove.run(digest);
      return people.update(user, { password });
    },
  };
}
