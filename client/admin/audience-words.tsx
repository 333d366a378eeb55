import type { AnnouncementRecord, PresenceState } from '../../relay/protocol.ts';
import type { StringKey } from '../strings.ts';
import { useDesk } from '../views/kit.tsx';
import { announcementsTexts } from './announcements-words.ts';
import { useWho } from './kit.tsx';
import { useTexts } from './words.ts';

const presenceKeys: Record<PresenceState, StringKey> = {
  ...{ online: 'online', idle: 'idle', away: 'away', dnd: 'dnd' },
  ...{ browsing: 'browsing', offline: 'offlinePresence' },
};

/** A name within a sentence: its direction is its own (Unicode's isolates, as `bdi` is among elements). */
export const apart = (name: string): string => `\u2068${name}\u2069`;

/** Says whom an announcement is for, as it was asked for. */
export function useAudienceWords(): (
  asked: Pick<AnnouncementRecord, 'to' | 'except' | 'presence'>,
) => string {
  const { t, times } = useDesk();
  const w = useTexts(announcementsTexts);
  const who = useWho();
  return ({ to, except, presence }) => {
    const list = (names: string[]) => times.list(names.map(name => apart(who(name))));
    const all = to.includes('all') || to.length === 0 ? w('everybody') : list(to);
    const some = except.length > 0 ? w('without', all, list(except)) : all;
    if (presence.length === 0) return some;
    return w('onlyWho', some, times.list(presence.map(state => t(presenceKeys[state]))));
  };
}
