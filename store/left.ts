import type { LeftMessage } from '../relay/protocol.ts';
import type { LeftStore, NewLeft } from '../relay/storage.ts';
import type { EventLog } from './events.ts';
import type { Aside } from './holds.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  id: string;
  owner: string;
  /** Empty for a guest. */
  sender: string;
  display: string;
  contact: string | null;
  via_group: string | null;
  text: string;
  at: number;
  read_at: number | null;
  answered_at: number | null;
}

const select = `SELECT l.id, l.owner, l.sender, coalesce(p.display, l.display) AS display, l.contact, l.via_group,
    l.text, l.at, l.read_at, l.answered_at
  FROM left_messages l LEFT JOIN people p ON p.name = l.sender`;

export function leftMessages(db: Db, log: EventLog, aside: Aside): Sync<LeftStore> {
  const reading = readers(db);
  const { one, get, unread } = reading;
  const repeated = db.prepare('SELECT id FROM left_messages WHERE sender = ? AND client_id = ?').pluck();
  const waiting = db
    .prepare('SELECT count(*) FROM left_messages WHERE owner = ? AND sender = ? AND read_at IS NULL')
    .pluck();
  const insert = db.prepare(
    `INSERT INTO left_messages (id, owner, sender, display, contact, via_group, text, client_id, at, hidden)
     VALUES (@id, @owner, @sender, @display, @contact, @group, @text, @clientId, @at, @hidden)`,
  );
  const update = db.prepare(
    'UPDATE left_messages SET read_at = @readAt, answered_at = @answeredAt WHERE id = @id',
  );
  const remove = db.prepare('DELETE FROM left_messages WHERE id = ? AND owner = ?');

  const tell = (owner: string, id: string, at: number) => {
    const value = get(owner, id)!;
    return {
      value,
      events: log.append([owner], at, { kind: 'left', left: value, unread: unread(owner) }),
      repeated: false,
    };
  };

  return {
    ...reading.part,
    add(message: NewLeft, max: number) {
      const sender = message.sender ?? '';
      const before = repeated.get(sender, message.clientId) as string | undefined;
      if (before !== undefined) {
        const known = one(before)!;
        const same = known.owner === message.owner && known.text === message.text;
        return same ? { value: toLeft(known), events: [], repeated: true } : { refused: 'reused' };
      }
      if ((waiting.get(message.owner, sender) as number) >= max) return { refused: 'full' };
      insert.run({ ...message, sender, hidden: message.hidden ? 1 : 0 });
      if (message.hidden) return { value: toLeft(one(message.id)!), events: [], repeated: false };
      return tell(message.owner, message.id, message.at);
    },
    change(owner, id, changes, at) {
      const before = get(owner, id);
      if (!before) return null;
      const after = { ...before, ...changes };
      const isSame = after.readAt === before.readAt && after.answeredAt === before.answeredAt;
      if (isSame) return { value: before, events: [], repeated: true };
      update.run({ id, readAt: after.readAt, answeredAt: after.answeredAt });
      return tell(owner, id, at);
    },
    remove(owner, id, at) {
      const row = one(id);
      if (remove.run(id, owner).changes === 0) return null;
      aside.left(owner, row!.sender, toLeft(row!), at);
      const events = log.append([owner], at, { kind: 'left-gone', id, unread: unread(owner) });
      return { value: null, events, repeated: false };
    },
  };
}

function readers(db: Db) {
  const byId = db.prepare(`${select} WHERE l.id = ?`);
  const page = db.prepare(
    `${select} WHERE l.owner = @owner AND l.hidden = 0 AND (@before IS NULL
       OR (l.at, l.id) < (SELECT b.at, b.id FROM left_messages b WHERE b.id = @before AND b.owner = @owner))
     ORDER BY l.at DESC, l.id DESC LIMIT @limit`,
  );
  const count = db
    .prepare('SELECT count(*) FROM left_messages WHERE owner = ? AND read_at IS NULL AND hidden = 0')
    .pluck();
  const one = (id: string) => byId.get(id) as Row | undefined;
  const get = (owner: string, id: string): LeftMessage | null => {
    const row = one(id);
    return row?.owner === owner ? toLeft(row) : null;
  };
  const unread = (owner: string) => count.get(owner) as number;
  const list = (owner: string, before: string | null, limit: number) =>
    (page.all({ owner, before, limit }) as Row[]).map(toLeft);
  return { one, get, unread, part: { get, unread, list } };
}

const toLeft = (row: Row): LeftMessage => ({
  id: row.id,
  from: { name: row.sender === '' ? null : row.sender, display: row.display },
  contact: row.contact,
  group: row.via_group,
  text: row.text,
  at: row.at,
  readAt: row.read_at,
  answeredAt: row.answered_at,
});
