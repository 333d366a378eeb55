import type { LogEvent } from '../relay/protocol.ts';
import { invitationInto, type State } from './state.ts';
import type { Front } from './windows.ts';

/** Whether something that has just come deserves a look and a tone. `before`: the state without it. */
export function deservesRinging(
  event: LogEvent,
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
  if (event.kind !== 'message' || event.message.from === me) return false;
  // An invitation's first message came with its ring; an open conversation is being looked at.
  if (invitationInto(after, event.message.conversation)) return false;
  const inFront = front.kind === 'conversation' && front.talk.id === event.message.conversation;
  return !inFront || !isVisible;
}
