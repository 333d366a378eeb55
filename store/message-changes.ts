import type { Message } from '../relay/protocol.ts';
import type { ChangeRefusal, ConversationStore, MessageChange } from '../relay/storage.ts';
import type { MessageParts, Readers } from './conversations.ts';
import type { EventLog } from './events.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

const keptAs = { edit: 'edited', erase: 'erased' } as const;

/** Edits, deletions and reactions, each once by its clientId. */
export function changes(
  db: Db,
  log: EventLog,
  { rows, words, kept, aside }: MessageParts,
  { audience, stateOf }: Readers,
): Sync<Pick<ConversationStore, 'change' | 'preview'>> {
  const find = rows.prepare('m.conversation = ? AND m.seq = ?');
  const done = db.prepare('SELECT message, kind FROM message_changes WHERE user = ? AND client_id = ?');
  const note = db.prepare(
    'INSERT INTO message_changes (user, client_id, message, kind, at) VALUES (?, ?, ?, ?, ?)',
  );
  const edit = db.prepare(
    `UPDATE messages SET text = @text, edited_at = @at, revision = revision + 1,
       preview = CASE WHEN json_extract(preview, '$.url') = @link THEN preview END WHERE id = @id`,
  );
  const erase = db.prepare(
    `UPDATE messages SET text = '', deleted_at = @at, edited_at = NULL, reactions = NULL, page = NULL, files = NULL, reply_seq = NULL,
       preview = NULL, revision = revision + 1 WHERE id = @id`,
  );
  const react = db.prepare('UPDATE messages SET reactions = @text, revision = revision + 1 WHERE id = @id');

  const preview = db.prepare(
    `UPDATE messages SET preview = @json, revision = revision + 1
     WHERE id = @id AND text = @text AND deleted_at IS NULL AND preview IS NOT @json`,
  );

  /** Whether it is another message then. */
  const apply = (id: string, { what, at, user }: MessageChange, message: Message): boolean => {
    if (what.kind === 'edit' && what.text !== message.text)
      return edit.run({ id, text: what.text, link: what.link, at }).changes > 0;
    if (what.kind === 'erase' && message.deletedAt === undefined) return erase.run({ id, at }).changes > 0;
    if (what.kind !== 'react') return false;
    const reactions = withReaction(message.reactions ?? {}, user, what);
    return reactions !== null && react.run({ id, text: reactions }).changes > 0;
  };

  const withheldFrom = db.prepare('SELECT user FROM withheld WHERE message = ?').pluck();
  const hearers = (
    id: string,
    { conversation, withheld = [] }: Pick<MessageChange, 'conversation' | 'withheld'>,
  ): string[] => {
    const without = new Set([...withheld, ...(withheldFrom.all(id) as string[])]);
    return audience(conversation).filter(user => !without.has(user));
  };

  return {
    change(asked) {
      const { conversation, seq, user, clientId, at, what } = asked;
      const state = stateOf(conversation, user);
      if (state !== 'joined') return { refused: state ?? 'stranger' };
      const message = find(conversation, seq)[0];
      if (!message || withheldFrom.all(message.id).includes(user)) return { refused: 'unknown' };
      const before = done.get(user, clientId) as { message: string; kind: string } | undefined;
      if (before) {
        const same = before.message === message.id && before.kind === what.kind;
        return same ? { value: message, events: [], repeated: true } : { refused: 'reused' };
      }
      const refused = refusalOf(asked, message);
      if (refused) return { refused };
      note.run(user, clientId, message.id, what.kind, at);
      if (!apply(message.id, asked, message)) return { value: message, events: [], repeated: false };
      const value = rows.byId(message.id);
      const isKept = what.kind !== 'react' && aside.message(message, keptAs[what.kind], at);
      if (what.kind === 'erase') kept.drop(message.id, isKept);
      if (what.kind !== 'react') words.index(value);
      const events = log.append(hearers(message.id, asked), at, { kind: 'changed', message: value });
      return { value, events, repeated: false };
    },
    preview({ message: id, text, at, preview: shown }) {
      if (preview.run({ id, text, json: JSON.stringify(shown) }).changes === 0) return null;
      const value = rows.byId(id);
      const events = log.append(hearers(id, value), at, { kind: 'changed', message: value });
      return { value, events, repeated: false };
    },
  };
}

function refusalOf({ what, user }: MessageChange, message: Message): ChangeRefusal | null {
  if (what.kind !== 'react' && message.from !== user) return 'foreign';
  if (message.deletedAt !== undefined) return what.kind === 'erase' ? null : 'deleted';
  if (what.kind !== 'react' || !what.on) return null;
  const known = message.reactions ?? {};
  return !known[what.emoji] && Object.keys(known).length >= what.max ? 'full' : null;
}

/** As JSON. `null`: it is so already. */
function withReaction(
  reactions: Record<string, string[]>,
  user: string,
  { emoji, on }: { emoji: string; on: boolean },
): string | null {
  const names = reactions[emoji] ?? [];
  if (names.includes(user) === on) return null;
  const left = { ...reactions, [emoji]: on ? [...names, user] : names.filter(name => name !== user) };
  return JSON.stringify(Object.fromEntries(Object.entries(left).filter(([, who]) => who.length > 0)));
}
