import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import { isGuest } from './guest-rights.ts';
import type { HelpDesk } from './help-desk.ts';
import { meOf } from './people.ts';
import type { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import type { Announcement, Message, PresenceState, Snapshot, View } from './protocol.ts';
import { Sight } from './sight.ts';
import type { Overview, OverviewRange } from './storage.ts';

const range: Omit<OverviewRange, 'now' | 'movedSince'> = { conversations: 30, messages: 50, invitations: 60 };
/** An answer is still news on the next day's first page. */
const newsMs = 24 * 60 * 60_000;
/** The snapshot stands in every pane's document, so texts have a budget; older ones come by `history`. */
const messageChars = 128 * 1_024;
const draftChars = 64 * 1_024;

const firstView: View = { open: false, screen: 'home', conversation: null, side: 'end' };

/** What is announced to a person, and what of it waits for them to approve. */
export interface Announced {
  open(user: string): Announcement[];
  approvals(user: string): Promise<number | undefined>;
}

/** Everything that a pane shows at first, as it was at one moment. */
export async function takeSnapshot(
  context: Context,
  presence: Presence,
  preferences: PreferenceBook,
  { announced, desk }: { announced: Announced; desk: Pick<HelpDesk, 'place' | 'state'> },
  user: string,
): Promise<Snapshot> {
  const now = context.now();
  const overview = await context.storage.overview(user, { ...range, now, movedSince: now - newsMs });
  const approvals = await announced.approvals(user);
  if (!overview) throw new RelayError('unknown_person', 'There is nobody of that name.');
  return {
    cursor: { epoch: context.storage.epoch, n: overview.n },
    me: meOf(overview.person, presence, preferences),
    invitations: overview.invitations,
    snoozed: overview.snoozed,
    conversations: withinBudget(overview.conversations),
    drafts: draftsWithinBudget(overview.drafts),
    announcements: announced.open(user),
    ...(approvals !== undefined && { approvals }),
    view: overview.view ?? firstView,
    muted: overview.muted,
    presence: isGuest(user) ? {} : presenceIn(overview, new Sight(context.rights, presence)),
    paused: overview.paused,
    inbox: { unread: overview.unreadLeft },
    help: { mine: overview.help, desk: desk.state(user), ...desk.place(user) },
    news: overview.news,
  };
}

/** Newest conversations first; each may use half of what is left, so that none starves the rest. */
export function withinBudget(conversations: Overview['conversations']): Overview['conversations'] {
  let left = messageChars;
  return conversations.map(conversation => {
    let share = left / 2;
    const messages: Message[] = [];
    for (const message of conversation.messages.toReversed()) {
      if (message.text.length > share) break;
      share -= message.text.length;
      left -= message.text.length;
      messages.unshift(message);
    }
    return { ...conversation, messages };
  });
}

/** Drafts as far as they fit into what one person is sent; the rest stays stored. */
export function draftsWithinBudget(drafts: Record<string, string>): Record<string, string> {
  let left = draftChars;
  return Object.fromEntries(
    Object.entries(drafts).filter(([, text]) => {
      left -= text.length;
      return left >= 0;
    }),
  );
}

function presenceIn(overview: Overview, sight: Sight): Record<string, PresenceState> {
  const names = new Set([
    ...overview.invitations.flatMap(({ from, to }) => [from.name, ...to.map(({ name }) => name)]),
    ...overview.conversations.flatMap(({ participants }) => participants.map(({ name }) => name)),
  ]);
  const viewer = overview.person.name;
  names.delete(viewer);
  return Object.fromEntries(Array.from(names, name => [name, sight.state(viewer, name)]));
}
