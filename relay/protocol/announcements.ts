import { z } from 'zod';
import { idSchema } from './words.ts';

export interface Announcement {
  id: string;
  from: { name: string; display: string };
  text: string;
  priority: 'info' | 'urgent' | 'emergency';
  at: number;
}

/** What each command takes. */
export const announcementCommands = {
  acknowledge: z.object({ announcement: idSchema }),
} as const;

/** What each gives back. */
export interface AnnouncementOutputs {
  acknowledge: Record<string, never>;
}
