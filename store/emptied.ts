import type { EmptiedConversation, LoggedEvent } from '../relay/storage.ts';
import type { Conversations } from './conversations.ts';
import type { EventLog } from './events.ts';

/** Tells those who are in a conversation that something in it is no longer kept; it is no newer for that. */
export const tellEmptied =
  (log: EventLog, { conversation, audience }: Pick<Conversations, 'conversation' | 'audience'>) =>
  ({ id, through }: EmptiedConversation, at: number): LoggedEvent[] => {
    const now = conversation(id);
    return now ? log.append(audience(id), at, { kind: 'emptied', conversation: now, through }) : [];
  };

export type TellEmptied = ReturnType<typeof tellEmptied>;
