import type { Announcement, Invitation, View } from '../relay/protocol.ts';
import type { News } from './news.ts';
import type { State, Talk } from './state.ts';
import {
  invitationInto,
  isMuted,
  joinedTalks,
  myInvitationState,
  ringingInvitations,
  unreadIn,
} from './state.ts';

/**
 * The one window that stands in front. `ended`: an invitation that is over before it was answered; `paused`: the list of
 * paused sites; `goodbye`: the last word on a site that was just paused.
 */
export type Front =
  | {
      kind:
        | 'launcher'
        | 'home'
        | 'compose'
        | 'people'
        | 'inbox'
        | 'availability'
        | 'help'
        | 'desk'
        | 'paused';
    }
  | { kind: 'goodbye'; host: string }
  | { kind: 'announcement'; announcement: Announcement }
  | { kind: 'invitation'; invitation: Invitation; talk: Talk | null }
  | { kind: 'ended'; invitation: Invitation }
  | { kind: 'conversation'; talk: Talk };

/** What covers the page, whatever else would stand in front. */
export const emergencyIn = ({ announcements }: Pick<State, 'announcements'>): Announcement | null =>
  announcements.find(({ priority }) => priority === 'emergency') ?? null;

/** Whether the frame is as large as the page. */
export const covers = (front: Front): boolean =>
  front.kind === 'announcement' && front.announcement.priority === 'emergency';

/** Whether it goes only by being acknowledged. */
export const staysInFront = (front: Front): boolean =>
  front.kind === 'announcement' && front.announcement.priority !== 'info';

/** Something that waits behind the window in front. */
export type Waiting =
  | { kind: 'announcement'; id: string; announcement: Announcement }
  | { kind: 'invitation'; id: string; invitation: Invitation }
  | { kind: 'conversation'; id: string; talk: Talk; unread: number }
  | { kind: 'news'; id: string; news: News }
  /** Messages left that were not read. */
  | { kind: 'inbox'; id: string; unread: number }
  /** People who wait for help, before somebody of the help desk. */
  | { kind: 'desk'; id: string; waiting: number };

/** What shows for a view. `announcement`: the one that was opened, if any. */
export function frontWindow(state: State, view: View, announcement: string | null): Front {
  const emergency = emergencyIn(state);
  if (emergency) return { kind: 'announcement', announcement: emergency };
  if (!view.open) return { kind: 'launcher' };
  const opened = state.announcements.find(other => other.id === announcement);
  if (opened) return { kind: 'announcement', announcement: opened };
  if (view.screen !== 'conversation') return { kind: view.screen };
  return conversationWindow(state, view.conversation ?? '');
}

function conversationWindow(state: State, id: string): Front {
  const talk = state.conversations.find(other => other.id === id) ?? null;
  const invitation = invitationInto(state, id);
  const joined = talk !== null && joinedTalks(state).includes(talk);
  if (invitation && !joined) return { kind: 'invitation', invitation, talk };
  if (joined) return { kind: 'conversation', talk };
  const ended = state.invitations.findLast(
    other =>
      other.conversation === id && ['withdrawn', 'expired'].includes(myInvitationState(state, other) ?? ''),
  );
  return ended ? { kind: 'ended', invitation: ended } : { kind: 'home' };
}

/** Lines above an open window: what came while it was in front. Home lists everything itself. */
export function waitingBehind(state: State, front: Front, now: number): Waiting[] {
  if (front.kind === 'launcher' || front.kind === 'home') return [];
  const inFront =
    front.kind === 'conversation'
      ? front.talk.id
      : front.kind === 'invitation'
        ? front.invitation.conversation
        : null;
  return [
    ...state.announcements
      .filter(announcement => front.kind !== 'announcement' || front.announcement.id !== announcement.id)
      .map(announcement => ({ kind: 'announcement' as const, id: announcement.id, announcement })),
    ...ringingInvitations(state, now)
      .filter(invitation => invitation.conversation !== inFront)
      .map(invitation => ({ kind: 'invitation' as const, id: invitation.id, invitation })),
    ...joinedTalks(state)
      .map(talk => ({ kind: 'conversation' as const, id: talk.id, talk, unread: unreadIn(state, talk) }))
      .filter(({ unread, id }) => unread > 0 && id !== inFront && !isMuted(state, id)),
    ...state.news.map(news => ({ kind: 'news' as const, id: news.id, news })),
    ...[{ kind: 'desk' as const, id: 'desk', waiting: state.help.desk?.waiting ?? 0 }].filter(
      ({ waiting }) => waiting > 0 && front.kind !== 'desk',
    ),
    ...[{ kind: 'inbox' as const, id: 'inbox', unread: state.inbox.unread }].filter(
      ({ unread }) => unread > 0 && front.kind !== 'inbox',
    ),
  ];
}

/**
 * What opens by itself now: announcements, the urgent ones first, before an invitation; nothing while the person is busy in
 * another window. `hidden`: announcements that they have folded away on this page.
 */
export function opensByItself(
  state: State,
  front: Front,
  now: number,
  hidden: ReadonlySet<string>,
): Announcement | Invitation | null {
  if (front.kind !== 'launcher' && front.kind !== 'home') return null;
  const wanted = state.announcements.filter(({ id }) => !hidden.has(id));
  return (
    wanted.find(({ priority }) => priority !== 'info') ??
    wanted[0] ??
    ringingInvitations(state, now)[0] ??
    null
  );
}
