import type { Announcement } from '../relay/protocol.ts';
import type { AnnouncementStore } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  id: string;
  sender: string;
  display: string;
  text: string;
  priority: Announcement['priority'];
  at: number;
}

const columns = 'a.id, a.sender, p.display, a.text, a.priority, a.at';

export function announcements(db: Db, log: EventLog): Sync<AnnouncementStore> {
  const insert = db.prepare(
    'INSERT INTO announcements (id, sender, text, priority, at) VALUES (?, ?, ?, ?, ?)',
  );
  const address = db.prepare('INSERT INTO recipients (announcement, user) VALUES (?, ?)');
  const one = db.prepare(
    `SELECT ${columns} FROM announcements a JOIN people p ON p.name = a.sender WHERE a.id = ?`,
  );
  const open = db.prepare(
    `SELECT ${columns} FROM recipients r
     JOIN announcements a ON a.id = r.announcement JOIN people p ON p.name = a.sender
     WHERE r.user = ? AND r.acknowledged_at IS NULL ORDER BY a.at, a.id`,
  );
  const latest = db.prepare(
    // From the announcements, which are few, and not from their recipients, who are many.
    `SELECT ${columns} FROM announcements a JOIN people p ON p.name = a.sender
     WHERE EXISTS (SELECT 1 FROM recipients r WHERE r.announcement = a.id AND r.user = ?)
     ORDER BY a.at DESC, a.id DESC LIMIT ?`,
  );
  const acknowledgedAt = db
    .prepare('SELECT acknowledged_at FROM recipients WHERE announcement = ? AND user = ?')
    .pluck();
  const acknowledge = db.prepare(
    'UPDATE recipients SET acknowledged_at = ? WHERE announcement = ? AND user = ?',
  );

  return {
    add({ id, from, text, priority, at }, to) {
      insert.run(id, from, text, priority, at);
      const users = new Set(to);
      for (const user of users) address.run(id, user);
      const value = announcementOf(one.get(id) as Row);
      const events = log.append(users, at, { kind: 'announcement', announcement: value });
      return { value, events, repeated: false };
    },
    open: user => (open.all(user) as Row[]).map(announcementOf),
    latest: (user, limit) => (latest.all(user, limit) as Row[]).map(announcementOf),
    acknowledge(id, user, at) {
      const before = acknowledgedAt.get(id, user) as number | null | undefined;
      if (before === undefined) return null;
      if (before !== null) return { value: null, events: [], repeated: true };
      acknowledge.run(at, id, user);
      const events = log.append([user], at, { kind: 'acknowledged', announcement: id });
      return { value: null, events, repeated: false };
    },
  };
}

const announcementOf = (row: Row): Announcement => ({
  id: row.id,
  from: { name: row.sender, display: row.display },
  text: row.text,
  priority: row.priority,
  at: row.at,
});
