import type { AnnouncementState } from '../../relay/protocol.ts';
import type { AnnouncementsKey } from './announcements-words.ts';

/** What is said of an announcement in each of its states. */
export const stateKeys: Record<AnnouncementState, AnnouncementsKey> = {
  ...{ waiting: 'isWaiting', scheduled: 'isScheduled', sent: 'isSent', withdrawn: 'isWithdrawn' },
  ...{ expired: 'isExpired', cleared: 'isCleared', refused: 'isRefused' },
};
