import type { PersonRecordStore, RecordKind } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** By `@name`. */
const queries: Record<RecordKind, string> = {
  person:
    'SELECT name, display, email, phone, mobile, picture, role, duties, disabled, at FROM people WHERE name = @name',
  preferences: 'SELECT body AS json FROM preferences WHERE user = @name',
  'log-ins':
    'SELECT id, kind, note, scopes, address, agent, at, used_at, expires_at FROM tokens WHERE user = @name ORDER BY at, id',
  contacts: 'SELECT name, favourite, at FROM contacts WHERE user = @name ORDER BY name',
  blocked: 'SELECT name, at FROM blocks WHERE user = @name ORDER BY name',
  'waiting-for': 'SELECT name, at FROM waits WHERE user = @name ORDER BY name',
  groups:
    'SELECT m.of AS "group", g.display, m.role, m.at FROM members m JOIN groups g ON g.name = m.of WHERE m.user = @name ORDER BY m.of',
  'paused-sites': 'SELECT host, at FROM paused WHERE user = @name ORDER BY host',
  drafts: 'SELECT key, text, at FROM drafts WHERE user = @name ORDER BY key',
  address:
    "SELECT body AS json, (SELECT group_concat(alias, ' ') FROM aliases a WHERE a.owner = @name) AS aliases FROM address_pages WHERE owner = @name",
  invitations: `SELECT i.id, i.conversation, i.inviter, i.header, i.instruction, i.page, i.at, e.state
    FROM invitations i LEFT JOIN invitees e ON e.invitation = i.id AND e.user = @name
    WHERE i.inviter = @name OR (e.user IS NOT NULL AND e.hidden = 0) ORDER BY i.at, i.id`,
  conversations: `SELECT c.id, c.header, c.at, p.state, (SELECT group_concat(o.user, ' ') FROM participants o
      WHERE o.conversation = c.id AND o.hidden = 0) AS participants
    FROM participants p JOIN conversations c ON c.id = p.conversation
    WHERE p.user = @name AND p.hidden = 0 ORDER BY c.at, c.id`,
  messages: `SELECT m.conversation, m.seq, m.sender, m.text, m.at, m.edited_at, m.deleted_at, m.reply_seq, m.reactions,
      m.page, m.files FROM participants p JOIN messages m ON m.conversation = p.conversation
    WHERE p.user = @name AND p.hidden = 0 AND (p.state = 'joined' OR m.sender = @name)
      AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = @name AND h.message = m.id)
    ORDER BY m.conversation, m.seq`,
  inbox: `SELECT id, sender, display, contact, via_group, text, at, read_at, answered_at FROM left_messages
    WHERE owner = @name AND hidden = 0 ORDER BY at, id`,
  'left-for-others': 'SELECT id, owner, text, at FROM left_messages WHERE sender = @name ORDER BY at, id',
  announcements: `SELECT a.id, a.sender, a.body AS json, a.sent_at, r.shown_at, r.acknowledged_at, r.option, r.text AS answer
    FROM announced a JOIN audiences d ON d.announcement = a.id
      LEFT JOIN receipts r ON r.announcement = a.id AND r.user = @name
    WHERE a.sent_at IS NOT NULL AND instr(d.names, char(10) || @name || char(10)) > 0 ORDER BY a.sent_at, a.id`,
  announced:
    'SELECT id, state, body AS json, at, sent_at, ended_at FROM announced WHERE sender = @name ORDER BY at, id',
  help: `SELECT id, conversation, asker, helper, state, outcome, at, taken_at, closed_at FROM help_requests
    WHERE @name IN (asker, helper) ORDER BY at, id`,
  files: `SELECT id, conversation, message, name, type, bytes, digest, at FROM files
    WHERE owner = @name AND held = 0 ORDER BY at, id`,
  audit: 'SELECT n, at, actor, action, subject, detail FROM audit WHERE @name IN (actor, subject) ORDER BY n',
};

export function personRecords(db: Db): Sync<PersonRecordStore> {
  const pages = new Map(
    Object.entries(queries).map(([kind, text]) => [kind, db.prepare(`${text} LIMIT @limit OFFSET @offset`)]),
  );
  return {
    page: (kind, name, range) =>
      (pages.get(kind)!.all({ name, ...range }) as Record<string, unknown>[]).map(({ json, ...row }) =>
        typeof json === 'string' ? { ...row, ...(JSON.parse(json) as object) } : row,
      ),
  };
}
