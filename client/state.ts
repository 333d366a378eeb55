import type {
  Announcement,
  Conversation,
  Cursor,
  HelpRequest,
  HelpSnapshot,
  Invitation,
  InvitationState,
  LogEvent,
  Me,
  Message,
  PresenceState,
  Quote,
  Snapshot,
} from '../relay/protocol.ts';
import { isGone } from './gone.ts';
import { type News, withNews } from './news.ts';

/** What the person's event log says. Every change gives a new object, so that views compare by identity. */
export interface State {
  cursor: Cursor;
  me: Me;
  invitations: Invitation[];
  snoozed: Record<string, number>;
  /** Newest activity first. */
  conversations: Talk[];
  /** Conversations to hear nothing of. */
  muted: string[];
  announcements: Announcement[];
  /** How many announcements wait for one's word, where it may be given. */
  approvals: number;
  presence: Record<string, PresenceState>;
  /** Hosts whose pages the person wants left alone. */
  paused: string[];
  /** Messages that were left for the person. */
  inbox: { unread: number };
  /** The help that they ask for, and give. */
  help: HelpSnapshot;
  /** What the person was told once and has not read yet, oldest first. */
  news: News[];
}

export type Talk = Conversation & { messages: Message[] };

export function fromSnapshot(snapshot: Snapshot): State {
  const { drafts: _drafts, view: _view, approvals = 0, ...rest } = snapshot;
  const news = snapshot.news.reduce<News[]>((list, entry) => withNews(list, entry, snapshot.me.name), []);
  return { ...rest, approvals, news };
}

/** `duplicate`: seen before, nothing changed. `gap`: entries are missing in between, the channel must be reopened. */
export type Applied = { state: State; outcome: 'applied' | 'duplicate' | 'gap' };

/** Applies entry `n` of the log. */
export function applyEvent(state: State, n: number, event: LogEvent): Applied {
  if (n <= state.cursor.n) return { state, outcome: 'duplicate' };
  if (n > state.cursor.n + 1) return { state, outcome: 'gap' };
  const cursor = { ...state.cursor, n };
  return { state: { ...change(state, n, event), cursor }, outcome: 'applied' };
}

function change(state: State, n: number, event: LogEvent): State {
  switch (event.kind) {
    case 'invitation':
      return { ...state, invitations: upsert(state.invitations, event.invitation) };
    case 'conversation':
      return withConversation(state, event.conversation);
    case 'message':
      return withMessages(state, event.message.conversation, [event.message]);
    case 'changed':
      return withChanged(state, event.message);
    case 'read':
      return withRead(state, event.conversation, event.name, event.seq);
    case 'help':
      return withHelp(state, event.help);
    case 'left':
    case 'left-gone':
      return { ...state, inbox: { unread: event.unread } };
    case 'back':
    case 'membership':
      return { ...state, news: withNews(state.news, { n, event }, state.me.name) };
    case 'heard':
      return { ...state, news: state.news.filter(news => news.n !== event.n) };
    default:
      // A newer server may log what this client does not know yet.
      return state;
  }
}

/** The person's own request for help; of two copies the higher revision stands. */
export function withHelp(state: State, help: HelpRequest): State {
  const known = state.help.mine;
  if (known?.id === help.id ? known.revision > help.revision : known && known.at > help.at) return state;
  return { ...state, help: { ...state.help, mine: help, ...(help.state !== 'open' && { place: null }) } };
}

export function upsert<T extends { id: string }>(list: T[], item: T): T[] {
  return list.some(other => other.id === item.id)
    ? list.map(other => (other.id === item.id ? item : other))
    : [...list, item];
}

function withConversation(state: State, conversation: Conversation): State {
  const known = state.conversations.find(other => other.id === conversation.id);
  const gone = conversation.participants.some(
    participant => participant.name === state.me.name && participant.state === 'left',
  );
  const rest = state.conversations.filter(other => other !== known);
  if (gone) return { ...state, conversations: rest };
  const talk: Talk = {
    ...conversation,
    lastSeq: Math.max(conversation.lastSeq, known?.lastSeq ?? 0),
    messages: known?.messages ?? [],
  };
  return {
    ...state,
    conversations: known ? upsert(state.conversations, talk) : [talk, ...rest],
  };
}

/** Adds messages, from the log, from a reply or from history, in any order and any number of times. */
export function withMessages(state: State, conversation: string, messages: Message[]): State {
  const talk = state.conversations.find(other => other.id === conversation);
  if (!talk) return state;
  const known = new Map(talk.messages.map(message => [message.seq, message]));
  const fresh = messages.filter(message => !known.has(message.seq));
  const newer = messages.filter(message => isNewer(message, known.get(message.seq)));
  if (fresh.length === 0 && newer.length > 0) return newer.reduce(withChanged, state);
  if (fresh.length === 0) return state;
  const lastSeq = Math.max(talk.lastSeq, ...fresh.map(message => message.seq));
  const changed: Talk = {
    ...talk,
    messages: [...talk.messages, ...fresh].sort((a, b) => a.seq - b.seq),
    lastSeq,
    at: lastSeq > talk.lastSeq ? Math.max(talk.at, ...fresh.map(message => message.at)) : talk.at,
    // Whoever writes has seen what stands above.
    participants: talk.participants.map(participant => ({
      ...participant,
      readSeq: Math.max(
        participant.readSeq,
        ...fresh.filter(message => message.from === participant.name).map(message => message.seq),
      ),
    })),
  };
  const others = state.conversations.filter(other => other !== talk);
  return {
    ...state,
    conversations: lastSeq > talk.lastSeq ? [changed, ...others] : upsert(state.conversations, changed),
  };
}

const isNewer = (message: Message, known: Message | undefined) =>
  known !== undefined && (message.revision ?? 0) > (known.revision ?? 0);

/** As many characters of a message as an answer to it shows. */
const quoteChars = 160;

/** What an answer to it shows, to the letter as the server has it. */
export const quoteOf = ({ seq, from, text }: Message): Quote => ({
  ...{ seq, from },
  text: [...text].slice(0, quoteChars).join(''),
});

/** A message that is not as it was, and with it what quotes it; one that is not here yet comes by history as it is now. */
export function withChanged(state: State, message: Message): State {
  const quote = quoteOf(message);
  const change = (other: Message) => {
    if (other.seq === message.seq) return isNewer(message, other) ? message : other;
    return other.reply?.seq === message.seq ? { ...other, reply: quote } : other;
  };
  return {
    ...state,
    conversations: state.conversations.map(talk =>
      talk.id === message.conversation ? { ...talk, messages: talk.messages.map(change) } : talk,
    ),
  };
}

export function withRead(state: State, conversation: string, name: string, seq: number): State {
  return {
    ...state,
    conversations: state.conversations.map(talk =>
      talk.id === conversation
        ? {
            ...talk,
            participants: talk.participants.map(participant =>
              participant.name === name
                ? { ...participant, readSeq: Math.max(participant.readSeq, seq) }
                : participant,
            ),
          }
        : talk,
    ),
  };
}

// ---------------------------------------------------------------- questions

const openStates: InvitationState[] = ['pending', 'shown'];

/** This person's own state in an invitation that they got; `null` where they sent it. */
export function myInvitationState(state: State, invitation: Invitation): InvitationState | null {
  return invitation.to.find(invitee => invitee.name === state.me.name)?.state ?? null;
}

/** Invitations that wait for this person's answer, oldest first. */
export function openInvitations(state: State): Invitation[] {
  return state.invitations.filter(invitation => {
    const mine = myInvitationState(state, invitation);
    return mine !== null && openStates.includes(mine);
  });
}

/** Of these, the ones that are not put off. */
export function ringingInvitations(state: State, now: number): Invitation[] {
  return openInvitations(state).filter(invitation => (state.snoozed[invitation.id] ?? 0) <= now);
}

/** The invitation through which this person is asked into a conversation and has not answered. */
export function invitationInto(state: State, conversation: string): Invitation | null {
  return openInvitations(state).find(invitation => invitation.conversation === conversation) ?? null;
}

/** The invitation by which a conversation came about. */
export function invitationOf(state: State, conversation: string): Invitation | null {
  return state.invitations.find(invitation => invitation.conversation === conversation) ?? null;
}

/** Whether somebody ever was in a conversation, and did not just decline or let the time pass. */
export function hasCome(state: State, conversation: string, name: string): boolean {
  const answers = state.invitations
    .filter(invitation => invitation.conversation === conversation)
    .flatMap(({ to }) => to.filter(invitee => invitee.name === name));
  return answers.length === 0 || answers.some(answer => answer.state === 'accepted');
}

/** Conversations that this person takes part in; those that they are only invited to are left out. */
export function joinedTalks(state: State): Talk[] {
  return state.conversations.filter(talk =>
    talk.participants.some(
      participant => participant.name === state.me.name && participant.state === 'joined',
    ),
  );
}

/** Messages of others that this person has not seen. */
export function unreadIn(state: State, talk: Talk): number {
  const me = talk.participants.find(participant => participant.name === state.me.name);
  if (me?.state !== 'joined') return 0;
  const ownUnread = talk.messages.filter(
    message => message.seq > me.readSeq && message.from === state.me.name,
  ).length;
  return Math.max(0, talk.lastSeq - me.readSeq - ownUnread);
}

/** Whether the person wants to hear nothing of it until they look. */
export const isMuted = (state: State, conversation: string): boolean => state.muted.includes(conversation);

/** All that waits for this person: unread messages, open invitations, announcements, messages left, news, people who wait for their help. */
export function unreadCount(state: State): number {
  return (
    joinedTalks(state).reduce((sum, talk) => sum + (isMuted(state, talk.id) ? 0 : unreadIn(state, talk)), 0) +
    openInvitations(state).length +
    state.announcements.length +
    state.inbox.unread +
    (state.help.desk?.waiting ?? 0) +
    state.news.length
  );
}

/** A message in one line. `deleted`: what stands for one that is gone. */
export const inShort = (message: Message, deleted: string): string =>
  message.deletedAt === undefined
    ? message.text || message.page?.title || message.files?.[0]?.name || ''
    : deleted;

/** Whether this is somebody without an account: names of accounts never begin so. */
export const isGuest = (name: string): boolean => name.startsWith('~') && !isGone(name);

/** The display name, wherever in the state it stands. */
export function displayOf(state: State, name: string): string {
  if (name === state.me.name) return state.me.display;
  for (const talk of state.conversations) {
    const found = talk.participants.find(participant => participant.name === name);
    if (found) return found.display;
  }
  for (const invitation of state.invitations) {
    const found = [invitation.from, ...invitation.to].find(person => person.name === name);
    if (found) return found.display;
  }
  return name;
}
