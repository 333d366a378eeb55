import type { HelpRow, Invitation, InvitationState, Message } from '../relay/protocol.ts';
import type { LoggedEvent, StoredAnnouncement, StoredPerson, Written } from '../relay/storage.ts';
import type { Operations } from './operations.ts';
import type { Deed, WebhookQueue } from './webhook-queue.ts';

type Outcome<T> = Written<T> | { refused: string } | null;
type Deeds = Partial<{
  [C in keyof Operations]: Partial<{
    [O in keyof Operations[C]]: Operations[C][O] extends (...args: infer A) => infer R
      ? (result: R, ...args: A) => Deed[]
      : never;
  }>;
}>;

/** What each operation of the store means to webhooks, by what it gave back: the one table of all that they hear. */
const deeds: Deeds = {
  conversations: {
    invite: result => invited(result),
    move: (result, { to, at }) => (isNew(result) && isAnswer(to) ? [answered(result.value, to, at)] : []),
    append: result => (isNew(result) ? [stored(result.value)] : []),
  },
  guests: { begin: result => invited(result) },
  announcements: {
    add: result => {
      if (result === 'unknown_file' || result.repeated) return [];
      return result.announcement.state === 'sent' ? [announced(result.announcement)] : [];
    },
    change: (result, _id, _revision, { state, endedAt }) => {
      if (!result || state === undefined) return [];
      if (state === 'sent') return [announced(result)];
      if (result.sentAt === null || endedAt == null) return [];
      const { id } = result;
      return [{ kind: 'announcement_closed', at: endedAt, data: { announcement: { id, state } } }];
    },
    receive: ({ acknowledgedAt, option }, id, { name: by, acknowledgedAt: at }) =>
      // One that was acknowledged before keeps its first time.
      at !== null && acknowledgedAt === at
        ? [{ kind: 'announcement_acknowledged', at, data: { announcement: { id }, by, option } }]
        : [],
  },
  help: {
    ask: result => {
      if (!isNew(result)) return [];
      const { value, events } = result;
      return [helpDeed('help_opened', value, value.at), ...firstOf(events)];
    },
    change: (result, { at, state, joins }) => {
      if (!isNew(result)) return [];
      if (state === 'closed') return [helpDeed('help_closed', result.value, at)];
      if (state === 'taken') return [helpDeed('help_taken', result.value, at)];
      // Asked again by who has asked before; what a helper puts back opens nothing.
      return joins === result.value.from.name ? [helpDeed('help_opened', result.value, at)] : [];
    },
  },
  people: {
    create: (person, _asked, at) => (person ? [personDeed('person_created', person, at)] : []),
    update: (person, _name, changes, at) => disabled(person, changes, at),
    administer: (result, _name, changes, at) =>
      result && 'refused' in result ? [] : disabled(result, changes, at),
  },
  admission: {
    admit: (made, _code, _person, at) =>
      typeof made === 'object' && made !== null ? [personDeed('person_created', made, at)] : [],
  },
};

/** The same operations, which put what they did into the queues of webhooks, in the same step. */
export function withWebhooks(operations: Operations, queue: Pick<WebhookQueue, 'put'>): Operations {
  const wrapped = Object.entries(deeds).map(([contract, table]) => {
    const plain = operations[contract as keyof Operations] as unknown as Record<string, Operation>;
    const told = Object.entries(table).map(([name, toDeeds]) => {
      const run: Operation = (...args) => {
        const result = plain[name]!(...args);
        for (const deed of (toDeeds as (...all: unknown[]) => Deed[])(result, ...args)) queue.put(deed);
        return result;
      };
      return [name, run];
    });
    return [contract, { ...plain, ...Object.fromEntries(told) }];
  });
  return { ...operations, ...Object.fromEntries(wrapped) };
}

type Operation = (...args: unknown[]) => unknown;

const announced = ({ id, from, priority, sentAt, at }: StoredAnnouncement): Deed => ({
  kind: 'announcement_sent',
  at: sentAt ?? at,
  data: { announcement: { id, from: from.name, priority } },
});

const isNew = <T>(result: Outcome<T>): result is Written<T> =>
  result !== null && !('refused' in result) && !result.repeated;

const isAnswer = (state: InvitationState) => state !== 'pending' && state !== 'shown';

const invitationData = ({ id, conversation, from, to, urgent }: Invitation) => ({
  ...{ id, conversation, from: from.name, urgent },
  to: to.map(({ name, state }) => ({ name, state })),
});

/** With its first message, if it came with one. */
function invited(result: Outcome<Invitation>): Deed[] {
  if (!isNew(result)) return [];
  const { value, events } = result;
  const made: Deed = { kind: 'invitation_made', at: value.at, data: { invitation: invitationData(value) } };
  return [made, ...firstOf(events)];
}

/** The message that something came with: each who is told of it has an event of their own. */
const firstOf = (events: LoggedEvent[]): Deed[] =>
  events
    .flatMap(({ event }) => (event.kind === 'message' ? [event.message] : []))
    .slice(0, 1)
    .map(stored);

const answered = (invitation: Invitation, answer: InvitationState, at: number): Deed => ({
  ...{ kind: 'invitation_answered', at },
  data: { answer, invitation: invitationData(invitation) },
});

/** What was asked stands in the conversation, and nowhere here. */
function helpDeed(kind: Deed['kind'], { id, conversation, from, by, outcome }: HelpRow, at: number): Deed {
  const request = { id, conversation, from: from.name, by: by?.name ?? null, outcome };
  return { kind, at, data: { request } };
}

function stored({ id, conversation, seq, from, at, files = [] }: Message): Deed {
  const data = { message: { id, conversation, seq, from, files: files.length } };
  return { kind: 'message_stored', at, data, message: id };
}

/** Without a time nobody has changed their standing. */
function disabled(person: StoredPerson | null, changes: { disabled?: boolean }, at?: number): Deed[] {
  const isIt = person !== null && changes.disabled === true && at !== undefined;
  return isIt ? [personDeed('person_disabled', person, at)] : [];
}

function personDeed(kind: Deed['kind'], { name, display, role }: StoredPerson, at: number): Deed {
  return { kind, at, data: { person: { name, display, role } } };
}
