import type { AnnouncementState, FileRef } from '../relay/protocol.ts';
import type {
  AnnouncementChanges,
  AnnouncementStore,
  StoredAnnouncement,
  StoredReceipt,
} from '../relay/storage.ts';
import type { AnnouncementFiles } from './announcement-files.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Body = Pick<
  StoredAnnouncement,
  'text' | 'priority' | 'to' | 'except' | 'presence' | 'drill' | 'answers' | 'files' | 'clears' | 'refusal'
>;

interface Row {
  id: string;
  sender: string;
  display: string;
  client_id: string | null;
  state: AnnouncementState;
  revision: number;
  asked: number;
  reminders: number;
  body: string;
  at: number;
  send_at: number | null;
  sent_at: number | null;
  expires_at: number | null;
  ended_at: number | null;
  approved_by: string | null;
  people: number | null;
}

type Announcements = Omit<
  Sync<AnnouncementStore>,
  'addFile' | 'file' | 'forgetUnsentFiles' | 'templates' | 'saveTemplate' | 'removeTemplate'
>;

const from = `SELECT a.*, p.display, d.people FROM announced a JOIN people p ON p.name = a.sender
  LEFT JOIN audiences d ON d.announcement = a.id`;

export function announcements(db: Db, files: AnnouncementFiles): Announcements {
  const insert = db.prepare(
    `INSERT INTO announced (id, sender, client_id, state, revision, asked, reminders, body, at, send_at, sent_at, expires_at,
       ended_at, approved_by)
     VALUES (@id, @sender, @client_id, @state, @revision, @asked, @reminders, @body, @at, @send_at, @sent_at, @expires_at,
       @ended_at, @approved_by)`,
  );
  const update = db.prepare(
    `UPDATE announced SET state = @state, revision = @revision, asked = @asked, reminders = @reminders, body = @body,
       send_at = @send_at, sent_at = @sent_at, expires_at = @expires_at, ended_at = @ended_at, approved_by = @approved_by
     WHERE id = @id`,
  );
  const one = db.prepare(`${from} WHERE a.id = ?`);
  const repeated = db.prepare('SELECT id FROM announced WHERE sender = ? AND client_id = ?').pluck();
  const list = db.prepare(
    `${from} WHERE a.state IN (SELECT value FROM json_each(@states)) AND (@before IS NULL OR a.at < @before)
     ORDER BY a.at DESC, a.id DESC LIMIT @limit`,
  );
  const live = db.prepare(`${from} WHERE a.state = 'sent' ORDER BY a.sent_at, a.id`);
  const latest = db.prepare(
    `${from} WHERE a.sent_at IS NOT NULL AND a.state != 'withdrawn' AND instr(d.names, char(10) || ? || char(10)) > 0
     ORDER BY a.sent_at DESC, a.id DESC LIMIT ?`,
  );
  const address = db.prepare('INSERT INTO audiences (announcement, people, names) VALUES (?, ?, ?)');
  const names = db.prepare('SELECT names FROM audiences WHERE announcement = ?').pluck();

  const get = (id: string): StoredAnnouncement | null => {
    const row = one.get(id) as Row | undefined;
    return row ? announcementOf(row) : null;
  };
  const audience = (id: string) => ((names.get(id) as string | undefined) ?? '').split('\n').filter(Boolean);
  const saveAudience = (id: string, to: string[]) => {
    address.run(id, to.length, `\n${to.toSorted().join('\n')}\n`);
  };
  const received = receipts(db);

  return {
    add(announcement, to) {
      const { id, from: sender, clientId } = announcement;
      const known = clientId === null ? undefined : (repeated.get(sender, clientId) as string | undefined);
      if (known !== undefined) return { announcement: get(known)!, repeated: true };
      const carried = files.take(announcement.files, sender, ({ template }) => template === null);
      if (!carried) return 'unknown_file';
      insert.run(rowOf({ ...announcement, files: carried, from: { name: sender, display: '' }, people: 0 }));
      if (announcement.state === 'sent') saveAudience(id, to);
      files.send(idsOf(carried), id);
      return { announcement: get(id)!, repeated: false };
    },
    get,
    change(id, revision, { audience: to, answers, ...changes }: AnnouncementChanges) {
      const before = get(id);
      if (before?.revision !== revision) return null;
      const after = {
        ...before,
        ...changes,
        ...(answers !== undefined && { answers: answers ?? undefined }),
        revision: revision + 1,
      };
      update.run(rowOf(after));
      if (to) saveAudience(id, to);
      if (changes.files) files.send(idsOf(changes.files), id);
      return get(id);
    },
    list: ({ states, before, limit }) =>
      (list.all({ states: JSON.stringify(states), before, limit }) as Row[]).map(announcementOf),
    live: () =>
      (live.all() as Row[]).map(row => ({
        announcement: announcementOf(row),
        to: audience(row.id),
        receipts: received.receipts(row.id),
      })),
    audience,
    latest: (user, limit) => (latest.all(user, limit) as Row[]).map(announcementOf),
    ...received,
  };
}

const idsOf = (files: FileRef[]) => files.map(({ id }) => id);

function receipts(db: Db): Sync<Pick<AnnouncementStore, 'receipts' | 'receive'>> {
  const columns =
    'user AS name, revision, shown_at AS shownAt, acknowledged_at AS acknowledgedAt, option, text';
  const all = db.prepare(`SELECT ${columns} FROM receipts WHERE announcement = ? ORDER BY user`);
  const one = db.prepare(`SELECT ${columns} FROM receipts WHERE announcement = ? AND user = ?`);
  const save = db.prepare(
    `INSERT INTO receipts (announcement, user, revision, shown_at, acknowledged_at, option, text)
     VALUES (@id, @name, @revision, @shownAt, @acknowledgedAt, @option, @text)
     ON CONFLICT (announcement, user) DO UPDATE SET revision = excluded.revision, shown_at = excluded.shown_at,
       acknowledged_at = excluded.acknowledged_at, option = excluded.option, text = excluded.text`,
  );
  return {
    receipts: id => all.all(id) as StoredReceipt[],
    receive(id, receipt) {
      const before = one.get(id, receipt.name) as StoredReceipt | undefined;
      const counts = before?.acknowledgedAt != null && before.revision >= receipt.revision;
      const shownAt = before?.shownAt ?? receipt.shownAt ?? receipt.acknowledgedAt;
      const after =
        counts || (receipt.acknowledgedAt === null && before)
          ? { ...before, shownAt }
          : { ...receipt, shownAt };
      save.run({ id, ...after });
      return after;
    },
  };
}

function announcementOf(row: Row): StoredAnnouncement {
  const { reminders } = row;
  return {
    ...(JSON.parse(row.body) as Body),
    id: row.id,
    from: { name: row.sender, display: row.display },
    state: row.state,
    revision: row.revision,
    asked: row.asked,
    clientId: row.client_id,
    at: row.at,
    sendAt: row.send_at,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    approvedBy: row.approved_by,
    people: row.people ?? 0,
    ...(reminders > 0 && { reminders }),
  };
}

function rowOf(announcement: StoredAnnouncement): Omit<Row, 'display' | 'people'> {
  const { text, priority, to, except, presence, drill, answers, files, clears, refusal } = announcement;
  const body: Body = {
    ...{ text, priority, to, except, presence },
    ...(drill && { drill }),
    ...(answers && { answers }),
    ...(files && files.length > 0 && { files }),
    ...(clears && { clears }),
    ...(refusal && { refusal }),
  };
  return {
    id: announcement.id,
    sender: announcement.from.name,
    client_id: announcement.clientId,
    state: announcement.state,
    revision: announcement.revision,
    asked: announcement.asked,
    reminders: announcement.reminders ?? 0,
    body: JSON.stringify(body),
    at: announcement.at,
    send_at: announcement.sendAt,
    sent_at: announcement.sentAt,
    expires_at: announcement.expiresAt,
    ended_at: announcement.endedAt,
    approved_by: announcement.approvedBy,
  };
}
