import type { AttachedPage, Invitation, InvitationState, Invitee } from '../relay/protocol.ts';
import type { ConversationStore, InviteeMove, LoggedEvent, NewInvitation, Snooze } from '../relay/storage.ts';
import type { Conversations } from './conversations.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Part = Pick<
  ConversationStore,
  | 'invite'
  | 'invitation'
  | 'invitations'
  | 'move'
  | 'snooze'
  | 'snoozed'
  | 'snoozes'
  | 'expiring'
  | 'invitationTo'
>;

export interface Invitations extends Sync<Part> {
  /** Open ones, such as moved since, and those of the given conversations; the newest `limit`, oldest first. */
  relevant(user: string, movedSince: number, conversations: string[], limit: number): Invitation[];
}

interface Row {
  id: string;
  conversation: string;
  inviter: string;
  display: string;
  header: string;
  instruction: string;
  page: string | null;
  urgent: number;
  at: number;
  expires_at: number;
}

const select = `SELECT i.id, i.conversation, i.inviter, p.display, i.header, i.instruction, i.page, i.urgent, i.at, i.expires_at
  FROM invitations i JOIN people p ON p.name = i.inviter`;
/** Of an invitation `i` and a user: they sent it or got it. */
const concerns =
  '(i.inviter = @user OR EXISTS (SELECT 1 FROM invitees e WHERE e.invitation = i.id AND e.user = @user AND e.hidden = 0))';
const idsOf = `SELECT id FROM invitations WHERE inviter = @user
  UNION SELECT invitation FROM invitees WHERE user = @user AND hidden = 0`;

export function invitations(db: Db, log: EventLog, conversations: Conversations): Invitations {
  const reading = readers(db);
  return { ...reading, ...snoozing(db), ...writers(db, log, conversations, reading) };
}

function readers(db: Db) {
  const one = db.prepare(`${select} WHERE i.id = ?`);
  const to = db.prepare(
    `${select} WHERE i.conversation = @conversation AND ${concerns} 
     ORDER BY i.inviter = @user, CASE WHEN i.inviter = @user THEN i.rowid ELSE -i.rowid END LIMIT 1`,
  );
  const invitees = db.prepare(
    `SELECT e.user AS name, p.display, e.state FROM invitees e JOIN people p ON p.name = e.user
     WHERE e.invitation = ? ORDER BY e.position`,
  );
  const of = db.prepare(
    `${select} WHERE i.id IN (${idsOf}) AND (@states IS NULL OR EXISTS (
       SELECT 1 FROM invitees e WHERE e.invitation = i.id AND e.state IN (SELECT value FROM json_each(@states))))
     ORDER BY i.at, i.id`,
  );
  const relevant = db.prepare(
    `${select} WHERE i.id IN (${idsOf}) AND (
       i.conversation IN (SELECT value FROM json_each(@conversations)) OR EXISTS (
         SELECT 1 FROM invitees e WHERE e.invitation = i.id
           AND (e.state IN ('pending', 'shown') OR e.moved_at >= @movedSince)))
     ORDER BY i.at DESC, i.id DESC LIMIT @limit`,
  );
  const expiring = db
    .prepare(
      `SELECT DISTINCT invitation FROM invitees WHERE state IN ('pending', 'shown') AND expires_at <= ? LIMIT ?`,
    )
    .pluck();

  const invitationOf = (row: Row): Invitation => ({
    id: row.id,
    conversation: row.conversation,
    from: { name: row.inviter, display: row.display },
    to: invitees.all(row.id) as Invitee[],
    header: row.header,
    instruction: row.instruction,
    page: row.page === null ? null : (JSON.parse(row.page) as AttachedPage),
    urgent: row.urgent === 1,
    at: row.at,
    expiresAt: row.expires_at,
  });
  const orNull = (row: unknown) => (row ? invitationOf(row as Row) : null);
  return {
    invitation: (id: string) => orNull(one.get(id)),
    invitationTo: (conversation: string, user: string) => orNull(to.get({ conversation, user })),
    invitations: (user: string, states?: InvitationState[]) =>
      (of.all({ user, states: states ? JSON.stringify(states) : null }) as Row[]).map(invitationOf),
    relevant: (user: string, movedSince: number, ids: string[], limit: number) =>
      (relevant.all({ user, movedSince, conversations: JSON.stringify(ids), limit }) as Row[])
        .map(invitationOf)
        .reverse(),
    expiring: (now: number, limit: number) => expiring.all(now, limit) as string[],
  };
}

function snoozing(db: Db): Sync<Pick<Part, 'snooze' | 'snoozed' | 'snoozes'>> {
  const snooze = db.prepare('UPDATE invitees SET snoozed_until = ? WHERE invitation = ? AND user = ?');
  const all = db.prepare(
    `SELECT user, invitation, snoozed_until AS until FROM invitees
     WHERE state IN ('pending', 'shown') AND snoozed_until > @now AND (@user IS NULL OR user = @user)`,
  );
  return {
    snooze: (invitation, user, until) => void snooze.run(until, invitation, user),
    snoozed: (user, now) =>
      Object.fromEntries((all.all({ user, now }) as Snooze[]).map(row => [row.invitation, row.until])),
    snoozes: now => all.all({ user: null, now }) as Snooze[],
  };
}

function writers(
  db: Db,
  log: EventLog,
  conversations: Conversations,
  { invitation }: ReturnType<typeof readers>,
): Sync<Pick<Part, 'invite' | 'move'>> {
  const insert = db.prepare(
    `INSERT INTO invitations (id, conversation, inviter, header, instruction, page, urgent, client_id, at, expires_at)
     VALUES (@id, @conversation, @from, @header, @instruction, @page, @urgent, @clientId, @at, @expiresAt)`,
  );
  const ask = db.prepare(
    `INSERT INTO invitees (invitation, user, position, state, moved_at, expires_at, hidden)
     VALUES (?, ?, ?, 'pending', ?, ?, ?)`,
  );
  const repeated = db.prepare('SELECT id FROM invitations WHERE inviter = ? AND client_id = ?').pluck();
  const move = db
    .prepare(
      `UPDATE invitees SET state = @to, moved_at = @at
       WHERE invitation = @invitation AND (@user IS NULL OR user = @user)
         AND state IN (SELECT value FROM json_each(@from)) RETURNING user`,
    )
    .pluck();

  const shownTo = db
    .prepare('SELECT user FROM invitees WHERE invitation = ? AND hidden = 0 ORDER BY position')
    .pluck();
  const tell = (told: Invitation, at: number): LoggedEvent[] =>
    log.append(new Set([told.from.name, ...(shownTo.all(told.id) as string[])]), at, {
      kind: 'invitation',
      invitation: told,
    });

  return {
    invite(made: NewInvitation) {
      const before = made.clientId === null ? undefined : repeated.get(made.from, made.clientId);
      if (before !== undefined) return { value: invitation(before as string)!, events: [], repeated: true };
      if (made.message && conversations.messageOf(made.from, made.message.clientId))
        return { refused: 'reused' };

      const { conversation: id, from, at, into } = made;
      const isAbsent = (user: string) => ['left', null].includes(conversations.stateOf(id, user));
      const to = into ? made.to.filter(isAbsent) : made.to;
      if (into) {
        if (conversations.stateOf(id, from) !== 'joined') return { refused: 'left' };
        if (to.length === 0) return { refused: 'present' };
        if (conversations.sizeOf(id) + to.length > into.max) return { refused: 'full' };
      } else {
        conversations.make({ id, header: made.header, at });
        conversations.add(id, from, 'joined');
      }
      insert.run({ ...made, urgent: made.urgent ? 1 : 0, page: made.page && JSON.stringify(made.page) });
      for (const [index, user] of to.entries()) {
        const isHidden = made.hidden?.includes(user) ?? false;
        conversations.add(id, user, 'invited', isHidden);
        ask.run(made.id, user, index, at, made.expiresAt, isHidden ? 1 : 0);
      }
      const value = invitation(made.id)!;
      const events = [...conversations.tell(id, at), ...tell(value, at)];
      if (made.message)
        events.push(...conversations.put({ ...made.message, conversation: id, from, at }).events);
      return { value, events, repeated: false };
    },
    move(asked: InviteeMove) {
      const moved = move.all({ ...asked, from: JSON.stringify(asked.from) }) as string[];
      if (moved.length === 0) return null;
      const value = invitation(asked.invitation)!;
      const events = tell(value, asked.at);
      if (asked.to === 'pending' || asked.to === 'shown') return { value, events, repeated: false };

      const state = asked.to === 'accepted' ? 'joined' : 'left';
      for (const user of moved) conversations.setState(value.conversation, user, 'invited', state);
      const hearers = moved.filter(user => (shownTo.all(asked.invitation) as string[]).includes(user));
      events.push(...conversations.tell(value.conversation, asked.at, hearers));
      return { value, events, repeated: false };
    },
  };
}
