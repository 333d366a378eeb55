import type { AttachedPage, HelpRequest, HelpRow, HelpState } from '../relay/protocol.ts';
import type { HelpChange, HelpStore, LoggedEvent, NewHelp } from '../relay/storage.ts';
import type { Conversations } from './conversations.ts';
import type { EventLog } from './events.ts';
import { helpNotes } from './help-notes.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

interface Row {
  id: string;
  conversation: string;
  asker: string;
  display: string;
  at: number;
  waiting_since: number;
  state: HelpState;
  helper: string | null;
  helper_display: string | null;
  taken_at: number | null;
  closed_at: number | null;
  outcome: HelpRequest['outcome'];
  revision: number;
  text: string;
  page: string | null;
}

/** The words stand once, as the first message of the conversation: edited or deleted there, they are so here. */
const select = `SELECT h.id, h.conversation, h.asker, p.display, h.at, h.waiting_since, h.state, h.helper,
    b.display AS helper_display, h.taken_at, h.closed_at, h.outcome, h.revision, m.text, m.page
  FROM help_requests h JOIN people p ON p.name = h.asker LEFT JOIN people b ON b.name = h.helper
  JOIN messages m ON m.conversation = h.conversation AND m.seq = 1`;

export interface Help extends Sync<HelpStore> {
  /** The person's newest, unless it was closed before. */
  latest(user: string, closedSince: number): HelpRequest | null;
}

export function help(db: Db, log: EventLog, talk: Conversations): Help {
  const reading = readers(db);
  const { get, of } = reading;
  const repeated = db.prepare('SELECT id FROM help_requests WHERE asker = ? AND client_id = ?').pluck();
  const others = db.prepare("SELECT 1 FROM help_requests WHERE asker = ? AND state <> 'closed' AND id <> ?");
  const insert = db.prepare(
    `INSERT INTO help_requests (id, conversation, asker, client_id, at, waiting_since, state, revision)
     VALUES (@id, @conversation, @from, @clientId, @at, @at, 'open', 0)`,
  );
  const update = db.prepare(
    `UPDATE help_requests SET state = @state, helper = @by, waiting_since = @waitingSince, taken_at = @takenAt,
       closed_at = @closedAt, outcome = @outcome, revision = revision + 1
     WHERE id = @id AND revision = @revision`,
  );
  const tell = (row: HelpRow, at: number): LoggedEvent[] => {
    const { text: _text, page: _page, ...request } = row;
    return log.append([row.from.name], at, { kind: 'help', help: request });
  };

  return {
    ...reading,
    ...helpNotes(db),
    ask(asked: NewHelp) {
      const { id, conversation, from, header, text, page, message, clientId, at } = asked;
      const before = repeated.get(from, clientId) as string | undefined;
      if (before !== undefined) {
        const known = get(before)!;
        return known.text === text
          ? { value: known, events: [], repeated: true }
          : { refused: 'reused' as const };
      }
      if (talk.messageOf(from, clientId)) return { refused: 'reused' };
      if (others.get(from, id)) return { refused: 'open' };
      talk.make({ id: conversation, header, at });
      talk.add(conversation, from, 'joined');
      const events = talk.tell(conversation, at);
      const first = { id: message, conversation, from, clientId, text, at, ...(page && { page }) };
      events.push(...talk.put(first).events);
      insert.run({ id, conversation, from, clientId, at });
      const value = get(id)!;
      return { value, events: [...events, ...tell(value, at)], repeated: false };
    },
    change({ joins, leaves, at, ...asked }: HelpChange) {
      const before = get(asked.id);
      if (before?.revision !== asked.revision) return { refused: 'changed' };
      if (asked.state !== 'closed' && others.get(before.from.name, asked.id)) return { refused: 'open' };
      update.run(asked);
      const { conversation } = before;
      const events = leaves === null ? [] : (talk.leave(conversation, leaves, at)?.events ?? []);
      if (joins !== null) {
        talk.add(conversation, joins, 'joined');
        events.push(...talk.tell(conversation, at));
      }
      const value = get(asked.id)!;
      return { value, events: [...events, ...tell(value, at)], repeated: false };
    },
    latest(user: string, closedSince: number) {
      const row = of(user, 1)[0];
      if (!row || (row.state === 'closed' && row.closedAt! < closedSince)) return null;
      const { text: _text, page: _page, ...request } = row;
      return request;
    },
  };
}

function readers(db: Db) {
  const one = db.prepare(`${select} WHERE h.id = ?`);
  const current = db.prepare(`${select} WHERE h.state <> 'closed' ORDER BY h.waiting_since, h.at, h.id`);
  const ofUser = db.prepare(`${select} WHERE h.asker = ? ORDER BY h.at DESC, h.id DESC LIMIT ?`);
  const page = db.prepare(
    `${select} WHERE (@state IS NULL OR h.state = @state) AND (@before IS NULL
       OR (h.at, h.id) < (SELECT o.at, o.id FROM help_requests o WHERE o.id = @before))
     ORDER BY h.at DESC, h.id DESC LIMIT @limit`,
  );
  const rows = (found: unknown[]) => (found as Row[]).map(toRow);
  return {
    get: (id: string) => rows([one.get(id)].filter(Boolean))[0] ?? null,
    current: () => rows(current.all()),
    of: (user: string, limit: number) => rows(ofUser.all(user, limit)),
    list: (state: HelpState | null, before: string | null, limit: number) =>
      rows(page.all({ state, before, limit })),
  };
}

const toRow = (row: Row): HelpRow => ({
  id: row.id,
  conversation: row.conversation,
  from: { name: row.asker, display: row.display },
  at: row.at,
  waitingSince: row.waiting_since,
  state: row.state,
  by: row.helper === null ? null : { name: row.helper, display: row.helper_display! },
  takenAt: row.taken_at,
  closedAt: row.closed_at,
  outcome: row.outcome,
  revision: row.revision,
  text: row.text,
  page: row.page === null ? null : (JSON.parse(row.page) as AttachedPage),
});
