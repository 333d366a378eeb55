import type { AnnouncementRecord, PresenceState } from '../../relay/protocol.ts';
import type { StringKey } from '../strings.ts';
import { useDesk } from '../views/kit.tsx';
import { announcementsTexts } from './announcements-words.ts';
import { useTexts } from './words.ts';

const presenceKeys: Record<PresenceState, StringKey> = {
  ...{ online: 'online', idle: 'idle', away: 'away', dnd: 'dnd' },
  ...{ browsing: 'browsing', offline: 'offlinePresence' },
};

/** Says whom an announcement is for, as it was asked for. */
export function useAudienceWords(): (
  asked: Pick<AnnouncementRecord, 'to' | 'except' | 'presence'>,
) => string {
  const { t, times } = useDesk();
  const w = useTexts(announcementsTexts);
  return ({ to, except, presence }) => {
    const all = to.includes('all') || to.length === 0 ? w('everybody') : times.list(to);
    const some = except.length > 0 ? w('without', all, times.list(except)) : all;
    if (presence.length === 0) return some;
    return w('onlyWho', some, times.list(presence.map(state => t(presenceKeys[state]))));
  };
}
