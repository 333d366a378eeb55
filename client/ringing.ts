import type { Announcement, LogEvent, Me } from '../relay/protocol.ts';
import { newsOf } from './news.ts';
import { invitationInto, isMuted, type State } from './state.ts';
import type { Front } from './windows.ts';

/** What may ring: an entry of the log, or an announcement, which stands in none. */
export type Ringing = LogEvent | { kind: 'announcement'; announcement: Announcement };

/** Whether something that has just come deserves a look and a tone. `before`: the state without it. */
export function deservesRinging(
  event: Ringing,
  { before, after, front, isVisible }: { before: State; after: State; front: Front; isVisible: boolean },
): boolean {
  const me = after.me.name;
  if (event.kind === 'announcement') return true;
  if (event.kind === 'invitation') {
    return (
      !before.invitations.some(invitation => invitation.id === event.invitation.id) &&
      event.invitation.to.some(invitee => invitee.name === me && invitee.state === 'pending')
    );
  }
  if (event.kind === 'help') return isServed(before, after);
  if (event.kind === 'left') return after.inbox.unread > before.inbox.unread;
  if (event.kind === 'back' || event.kind === 'membership') return newsOf({ n: 0, event }, me) !== null;
  if (event.kind !== 'message' || event.message.from === me) return false;
  if (isMuted(after, event.message.conversation)) return false;
  // An invitation's first message came with its ring; an open conversation is being looked at.
  if (invitationInto(after, event.message.conversation)) return false;
  const inFront = front.kind === 'conversation' && front.talk.id === event.message.conversation;
  return !inFront || !isVisible;
}

/** Somebody of the help desk has come, in a colleague's place perhaps. */
const isServed = ({ help: before }: State, { help: { mine } }: State): boolean =>
  mine?.state === 'taken' && (before.mine?.id !== mine.id || before.mine.by?.name !== mine.by?.name);

/** Whether nothing of it is to be heard: a quiet card for nobody, the rest for whoever is not to be disturbed. */
export function isQuietFor(event: Ringing, { presence, preferences }: Me): boolean {
  if (event.kind === 'announcement' && event.announcement.priority === 'info' && !event.announcement.clears)
    return true;
  if (presence !== 'dnd') return false;
  if (event.kind === 'announcement' && event.announcement.priority === 'emergency') return false;
  const isUrgent =
    (event.kind === 'invitation' && event.invitation.urgent) ||
    (event.kind === 'announcement' && event.announcement.priority === 'urgent');
  return !isUrgent || preferences.override === 'nobody';
}
