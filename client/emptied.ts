import type { Conversation, LogEvent, Message } from '../relay/protocol.ts';
import type { State, Talk } from './state.ts';

type Emptied = Extract<LogEvent, { kind: 'emptied' }>;

/** Something of a conversation is no longer kept: it stands there as if it were loaded anew. */
export const withEmptied = (state: State, event: Emptied): State => ({
  ...state,
  conversations: state.conversations.map(talk =>
    talk.id === event.conversation.id ? emptied(talk, event) : talk,
  ),
});

function emptied(talk: Talk, { conversation, through }: Emptied): Talk {
  const heirs = heirsOf(talk, conversation);
  const isEmpty = (seq: number, from: string) => seq <= through || heirs.has(from);
  const nameOf = (name: string) => heirs.get(name) ?? name;
  const change = (message: Message): Message => {
    const { id, seq, clientId, at, reply, reactions, revision = 0 } = message;
    const from = nameOf(message.from);
    if (message.deletedAt !== undefined) return { ...message, from };
    if (isEmpty(seq, message.from)) {
      const place = { id, conversation: talk.id, seq, from, clientId, at, text: '' };
      return { ...place, revision: revision + 1, deletedAt: at, ...(seq <= through && { swept: true }) };
    }
    const left = reactions && without(reactions, heirs);
    return {
      ...message,
      ...(reply &&
        isEmpty(reply.seq, reply.from) && { reply: { ...reply, from: nameOf(reply.from), text: '' } }),
      ...(left !== reactions && { reactions: left, revision: revision + 1 }),
    };
  };
  return {
    ...talk,
    header: conversation.header,
    // Others may have come or read meanwhile.
    participants: talk.participants.map((one, place) =>
      heirs.has(one.name) ? conversation.participants[place]! : one,
    ),
    messages: talk.messages.map(change),
  };
}

/** Who stands now in the places of those who were deleted, by the names that these had. */
function heirsOf(talk: Talk, { participants }: Conversation): Map<string, string> {
  const [before, now] = [talk.participants, participants].map(list => list.map(({ name }) => name));
  return new Map(
    before!.flatMap((name, place) => {
      const heir = now![place];
      return heir !== undefined && !now!.includes(name) && !before!.includes(heir) ? [[name, heir]] : [];
    }),
  );
}

/** The same object where none of it was theirs. */
function without(reactions: Record<string, string[]>, gone: Map<string, string>) {
  if (!Object.values(reactions).some(names => names.some(name => gone.has(name)))) return reactions;
  const left = Object.entries(reactions)
    .map(([emoji, names]) => [emoji, names.filter(name => !gone.has(name))] as const)
    .filter(([, names]) => names.length > 0);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}
