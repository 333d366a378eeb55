import { z } from 'zod';
import { limits } from './limits.ts';
import { trimmedLine, zoneSchema } from './words.ts';

/** Who may see whether a person is there. Who may not sees them as offline. */
export type Visibility = 'everyone' | 'groups' | 'contacts' | 'nobody';

/** Hours of every week in which a person is not to be disturbed, in their own time zone. */
export interface QuietHours {
  /** 0 is Sunday; the day on which they begin. */
  days: number[];
  /** `HH:MM`. `to` at or before `from` is on the next day. */
  from: string;
  to: string;
}

/** How a person wants to be seen and reached. */
export interface Preferences {
  /** `until`: on, up to the time in `until`. */
  dnd: 'off' | 'on' | 'until';
  until: number | null;
  /** On by itself, beside `dnd`. */
  schedule: QuietHours[];
  /** IANA name of the time zone of `schedule`. */
  zone: string;
  /** Who rings in spite of it: nobody, or invitations marked urgent. */
  override: 'nobody' | 'urgent';
  /** A few words that others see beside the name; empty for none. */
  note: string;
  visibility: Visibility;
  /** Whether administrators see on which site the person's pages are. */
  showPage: boolean;
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 18:30');

/** Hours of every week. */
export const hoursSchema = z.object({
  days: z.array(z.int().min(0).max(6)).min(1, 'names no day').max(7, 'names more than 7 days'),
  from: time,
  to: time,
});

/** What each command takes. */
export const preferenceCommands = {
  /** Changes what is named; what is left out stays. */
  availability: z
    .object({
      dnd: z.enum(['off', 'on', 'until']),
      until: z.int().nullable(),
      schedule: z.array(hoursSchema).max(limits.quietHours, `has more than ${limits.quietHours} entries`),
      zone: zoneSchema,
      override: z.enum(['nobody', 'urgent']),
      note: trimmedLine(limits.noteChars),
      visibility: z.enum(['everyone', 'groups', 'contacts', 'nobody']),
      showPage: z.boolean(),
    })
    .partial(),
} as const;

/** What each gives back. */
export interface PreferenceOutputs {
  availability: Preferences;
}
