import type { Member } from '../relay/protocol.ts';
import type { Admission, GroupStore, LoggedEvent, Membership, StoredGroup } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

const columns = 'name, display, about, kind, joining, listed, password';

export function groups(db: Db, log: EventLog): Sync<GroupStore> {
  const reading = readers(db);
  const { get, owners, roleOf, count, groupsOf } = reading;
  const tell = teller(db, log);
  const insert = db.prepare(
    `INSERT INTO groups (${columns}, at) VALUES
       (@name, @display, @about, @kind, @joining, @listed, @password, @at) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE groups SET display = @display, about = @about, kind = @kind, joining = @joining, listed = @listed,
       password = @password WHERE name = @name`,
  );
  const remove = db.prepare('DELETE FROM groups WHERE name = ?');
  const put = db.prepare(
    `INSERT INTO members (of, user, role, at) VALUES (@group, @user, @role, @at)
     ON CONFLICT (of, user) DO UPDATE SET role = excluded.role`,
  );
  const drop = db.prepare('DELETE FROM members WHERE of = ? AND user = ?');
  const owned = db.prepare("SELECT count(*) FROM members WHERE user = ? AND role = 'owner'").pluck();

  const isFull = ({ group, user, maxMembers, maxGroups }: Admission, before: Member['role'] | null) =>
    before === null && (count(group) >= maxMembers || groupsOf(user) >= maxGroups);

  return {
    ...reading.contract,
    make(group, owner, at, maxOwned) {
      if ((owned.get(owner) as number) >= maxOwned) return { refused: 'full' };
      if (insert.run({ ...group, at }).changes === 0) return { refused: 'taken' };
      put.run({ group: group.name, user: owner, role: 'owner', at });
      const events = tell(group, owner, 'owner', owner, at, [owner]);
      return { value: get(group.name)!, events, repeated: false };
    },
    change(name, changes) {
      const before = get(name);
      if (!before) return null;
      update.run({ ...before, ...changes });
      return get(name);
    },
    remove(name, by, at) {
      const group = get(name);
      if (!group) return null;
      const users = reading.contract.memberships().filter(one => one.group === name);
      remove.run(name);
      const events = users.flatMap(({ user }) => tell(group, user, null, by, at, [user]));
      return { value: null, events, repeated: false };
    },
    admit(admission) {
      const { group: name, user, role, by, at } = admission;
      const group = get(name);
      if (!group) return null;
      const before = roleOf(name, user);
      if (before === role) return { value: null, events: [], repeated: true };
      if (before === 'owner' && owners(name).length === 1) return { refused: 'ownerless' };
      if (role !== null && isFull(admission, before)) return { refused: 'full' };
      if (role === null) drop.run(name, user);
      else put.run({ group: name, user, role, at });
      const hearers = admission.quiet ? owners(name) : [user, ...owners(name)];
      const events = tell(group, user, role, by, at, hearers);
      return { value: null, events, repeated: false };
    },
  };
}

function readers(db: Db) {
  const all = db.prepare(`SELECT ${columns} FROM groups ORDER BY name`);
  const one = db.prepare(`SELECT ${columns} FROM groups WHERE name = ?`);
  const memberships = db.prepare('SELECT of AS "group", user, role FROM members ORDER BY of, user');
  const role = db.prepare('SELECT role FROM members WHERE of = ? AND user = ?').pluck();
  const owners = db.prepare("SELECT user FROM members WHERE of = ? AND role = 'owner' ORDER BY user").pluck();
  const count = db.prepare('SELECT count(*) FROM members WHERE of = ?').pluck();
  const groupsOf = db.prepare('SELECT count(*) FROM members WHERE user = ?').pluck();
  const others = (role: Member['role']) =>
    `SELECT other.user FROM members other JOIN people ON people.name = other.user AND people.disabled = 0
     WHERE other.of = mine.of AND other.user <> mine.user AND other.role = '${role}' ORDER BY other.at, other.user`;
  const ownedAlone = db.prepare(
    `SELECT mine.of AS "group", (${others('member')} LIMIT 1) AS next FROM members mine
     WHERE mine.user = ? AND mine.role = 'owner' AND NOT EXISTS (${others('owner')}) ORDER BY mine.of`,
  );
  const get = (name: string) => (one.get(name) as StoredGroup | undefined) ?? null;
  return {
    get,
    roleOf: (group: string, user: string) => (role.get(group, user) as Member['role'] | undefined) ?? null,
    owners: (group: string) => owners.all(group) as string[],
    count: (group: string) => count.get(group) as number,
    groupsOf: (user: string) => groupsOf.get(user) as number,
    contract: {
      get,
      groups: () => all.all() as StoredGroup[],
      memberships: () => memberships.all() as Membership[],
      ownedAlone: (user: string) => ownedAlone.all(user) as { group: string; next: string | null }[],
    },
  };
}

function teller(db: Db, log: EventLog) {
  const display = db.prepare('SELECT display FROM people WHERE name = ?').pluck();
  return (
    group: Pick<StoredGroup, 'name' | 'display'>,
    name: string,
    role: Member['role'] | null,
    by: string,
    at: number,
    to: string[],
  ): LoggedEvent[] =>
    log.append(new Set(to), at, {
      kind: 'membership',
      group: { name: group.name, display: group.display },
      person: { name, display: display.get(name) as string },
      role,
      by,
    });
}
