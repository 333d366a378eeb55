import type { GuestStore, NewGuest, NewInvitation, StoredGuest } from '../relay/storage.ts';
import type { Invitations } from './invitations.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

const select = `SELECT g.name, p.display, g.owner, g.conversation, g.contact, g.address, g.at,
    g.expires_at AS expiresAt, g.ended_at AS endedAt
  FROM guests g JOIN people p ON p.name = g.name`;

/** People without an account. They stand among the people, where messages refer to them, and can never log in. */
export function guests(db: Db, invitations: Invitations): Sync<GuestStore> {
  const byName = db.prepare(`${select} WHERE g.name = ?`);
  const byDigest = db.prepare(`${select} WHERE g.digest = ?`);
  const inForce = db
    .prepare('SELECT count(*) FROM guests WHERE address = ? AND expires_at > ? AND ended_at IS NULL')
    .pluck();
  // The empty password is no digest, so that nothing verifies against it.
  const insertPerson = db.prepare(
    `INSERT INTO people (name, display, role, password, search, at) VALUES (@name, @display, 'user', '', '', @at)`,
  );
  const insert = db.prepare(
    `INSERT INTO guests (name, digest, owner, conversation, contact, address, at, expires_at)
     VALUES (@name, @digest, @owner, @conversation, @contact, @address, @at, @expiresAt)`,
  );
  const end = db.prepare('UPDATE guests SET ended_at = ? WHERE name = ? AND ended_at IS NULL');
  const orNull = (row: unknown) => (row as StoredGuest | undefined) ?? null;

  return {
    begin(guest: NewGuest, invitation: NewInvitation, max: number) {
      const known = orNull(byDigest.get(guest.digest));
      if (known) {
        const value = invitations.invitationTo(known.conversation, known.name)!;
        return { value, guest: known, events: [], repeated: true };
      }
      if ((inForce.get(guest.address, guest.at) as number) >= max) return { refused: 'full' };
      insertPerson.run(guest);
      const invited = invitations.invite(invitation);
      if ('refused' in invited) throw new Error(`a guest's invitation was refused: ${invited.refused}`);
      insert.run(guest);
      return { ...invited, guest: orNull(byName.get(guest.name))! };
    },
    get: name => orNull(byName.get(name)),
    byToken: digest => orNull(byDigest.get(digest)),
    end: (name, at) => void end.run(at, name),
  };
}
