import type { HeldCopy, Hold, LeftMessage, Message } from '../relay/protocol.ts';
import type { HoldStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** SQL: whether a hold is in force on this conversation, or on somebody who takes or took part in it. */
export const isHeld = (conversation: string) =>
  `EXISTS (SELECT 1 FROM holds hold WHERE hold.lifted_at IS NULL AND (
    (hold.kind = 'conversation' AND hold.subject = ${conversation})
    OR (hold.kind = 'person' AND EXISTS (SELECT 1 FROM participants part
      WHERE part.conversation = ${conversation} AND part.user = hold.subject))))`;

/** SQL: whether a hold is in force on this person; a column is named with its table. */
export const isPersonHeld = (name: string) =>
  `EXISTS (SELECT 1 FROM holds hold WHERE hold.lifted_at IS NULL AND hold.kind = 'person' AND hold.subject = ${name})`;

/** Keeps what people change or take back, where a hold wants it kept; for the writers of this room, in their transaction. */
export interface Aside {
  /** Whether it has to be kept. */
  message(message: Message, kind: 'edited' | 'erased', at: number): boolean;
  left(owner: string, sender: string, left: LeftMessage, at: number): void;
}

export interface Holds extends Sync<HoldStore> {
  aside: Aside;
}

const columns = `id, kind, subject, reason, set_by AS "by", at, lifted_by AS liftedBy, lifted_reason AS liftedReason,
  lifted_at AS liftedAt`;

interface Row extends Omit<Hold, 'lifted'> {
  liftedBy: string | null;
  liftedReason: string | null;
  liftedAt: number | null;
}

export function holds(db: Db): Holds {
  const all = db.prepare(
    `SELECT ${columns} FROM holds ORDER BY lifted_at IS NOT NULL, coalesce(lifted_at, at) DESC, id LIMIT ?`,
  );
  const one = db.prepare(`SELECT ${columns} FROM holds WHERE id = ?`);
  const subjects = {
    conversation: db.prepare('SELECT 1 FROM conversations WHERE id = ?').pluck(),
    person: db.prepare("SELECT 1 FROM people WHERE name = ? AND name < '~'").pluck(),
  };
  const insert = db.prepare(
    `INSERT INTO holds (id, kind, subject, reason, set_by, at)
     VALUES (@id, @kind, @subject, @reason, @by, @at) ON CONFLICT DO NOTHING`,
  );
  const lift = db.prepare(
    `UPDATE holds SET lifted_by = @by, lifted_reason = @reason, lifted_at = @at
     WHERE id = @id AND lifted_at IS NULL`,
  );
  const concerns = db
    .prepare(
      `SELECT ${isPersonHeld('@name')} OR EXISTS (
         SELECT 1 FROM participants own WHERE own.user = @name AND ${isHeld('own.conversation')})`,
    )
    .pluck();
  const get = (id: string): Hold | null => {
    const row = one.get(id) as Row | undefined;
    return row ? toHold(row) : null;
  };
  return {
    list: limit => (all.all(limit) as Row[]).map(toHold),
    get,
    set(hold) {
      if (!subjects[hold.kind].get(hold.subject)) return { refused: 'unknown' };
      return insert.run(hold).changes > 0 ? get(hold.id)! : { refused: 'held' };
    },
    lift: (id, lifted) => (lift.run({ id, ...lifted }).changes > 0 ? get(id) : null),
    concerns: name => concerns.get({ name }) === 1,
    copies: copies(db),
    aside: aside(db),
  };
}

function copies(db: Db): Sync<HoldStore>['copies'] {
  const page = db.prepare(
    `SELECT c.n, c.kind, c.conversation, c.sender, c.at, c.body FROM held_copies c JOIN holds h ON h.id = @id
     WHERE c.n > @after AND CASE h.kind
       WHEN 'conversation' THEN c.conversation = h.subject
       ELSE h.subject IN (c.sender, c.owner) OR EXISTS (SELECT 1 FROM participants p
         WHERE p.conversation = c.conversation AND p.user = h.subject) END
     ORDER BY c.n LIMIT @limit`,
  );
  return (id, after, limit) =>
    (page.all({ id, after, limit }) as (Omit<HeldCopy, 'body'> & { body: string })[]).map(copy => ({
      ...copy,
      body: JSON.parse(copy.body) as HeldCopy['body'],
    }));
}

function aside(db: Db): Aside {
  const conversation = db.prepare(`SELECT ${isHeld('@id')}`).pluck();
  const persons = db.prepare(`SELECT ${isPersonHeld('@owner')} OR ${isPersonHeld('@sender')}`).pluck();
  const insert = db.prepare(
    `INSERT INTO held_copies (kind, conversation, sender, owner, body, at)
     VALUES (@kind, @conversation, @sender, @owner, @body, @at)`,
  );
  return {
    message(message, kind, at) {
      const { conversation: id, from: sender } = message;
      if (conversation.get({ id }) !== 1) return false;
      insert.run({ kind, conversation: id, sender, owner: null, body: JSON.stringify(message), at });
      return true;
    },
    left(owner, sender, left, at) {
      if (persons.get({ owner, sender }) !== 1) return;
      insert.run({ kind: 'left', conversation: null, sender, owner, body: JSON.stringify(left), at });
    },
  };
}

function toHold({ liftedBy, liftedReason, liftedAt, ...hold }: Row): Hold {
  const lifted = liftedAt === null ? null : { by: liftedBy!, reason: liftedReason!, at: liftedAt };
  return { ...hold, lifted };
}
