import type { Announcement } from '../protocol.ts';
import type { Written } from './events.ts';

export interface AnnouncementStore {
  add(
    announcement: { id: string; from: string; text: string; priority: Announcement['priority']; at: number },
    to: string[],
  ): Promise<Written<Announcement>>;
  /** Not yet acknowledged by `user`, oldest first. */
  open(user: string): Promise<Announcement[]>;
  /** The last `limit` to `user`, acknowledged or not, newest first. */
  latest(user: string, limit: number): Promise<Announcement[]>;
  /** `null`: no such announcement for `user`. */
  acknowledge(id: string, user: string, at: number): Promise<Written<null> | null>;
}
