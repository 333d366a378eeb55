import { z } from 'zod';
import type { FileRef } from './files.ts';
import { limits } from './limits.ts';
import type { PresenceState } from './people.ts';
import { idSchema, someText, text, trimmedLine } from './words.ts';

/** `info`: a quiet card; `urgent`: a window that has to be closed; `emergency`: covers the page until it is acknowledged. */
export const priorities = ['info', 'urgent', 'emergency'] as const;
export type Priority = (typeof priorities)[number];

/**
 * `waiting`: for a second person's approval; `scheduled`: for its time. The rest but `sent` are over: `cleared` by an
 * all-clear, `refused` by the second person.
 */
export const announcementStates = [
  'waiting',
  'scheduled',
  'sent',
  'withdrawn',
  'expired',
  'cleared',
  'refused',
] as const;
export type AnnouncementState = (typeof announcementStates)[number];

/** How it may be answered, besides acknowledging it. */
export interface Answers {
  options: string[];
  /** In words of one's own. */
  text: boolean;
}

/** As those see it whom it is for. */
export interface Announcement {
  id: string;
  from: { name: string; display: string };
  text: string;
  priority: Priority;
  /** When it was sent. */
  at: number;
  /** Goes up with each change; the higher one stands. */
  revision: number;
  expiresAt: number | null;
  /** It is an exercise. */
  drill?: true;
  answers?: Answers;
  files?: FileRef[];
  /** The announcement that it ends: all is clear. */
  clears?: string;
  /** How often those were reminded who had not acknowledged it. */
  reminders?: number;
}

export interface Refusal {
  by: string;
  reason: string;
}

/** As those see it who may announce. */
export interface AnnouncementRecord extends Omit<Announcement, 'at'> {
  state: AnnouncementState;
  /** As it was asked for: `all`, `@GROUP` or a name. */
  to: string[];
  except: string[];
  /** Only to people who were so when it was sent; empty: to all. */
  presence: PresenceState[];
  /** When it was written. */
  at: number;
  sendAt: number | null;
  sentAt: number | null;
  endedAt: number | null;
  /** The second person. */
  approvedBy: string | null;
  /** Who refused it, and why; empty where they gave no reason. */
  refusal?: Refusal;
  /** How many it went to; 0 before it was sent. */
  people: number;
}

/** What became of it with one person. */
export interface Receipt {
  name: string;
  /** It stood on a screen of theirs. */
  shownAt: number | null;
  acknowledgedAt: number | null;
  option: string | null;
  text: string | null;
}

export interface ReportRow extends Receipt {
  display: string;
  presence: PresenceState;
}

export interface ReportCounts {
  /** To how many it went, had it on screen, have acknowledged it. */
  sent: number;
  shown: number;
  acknowledged: number;
  /** How often each answer was given, those that were offered first. */
  answers: [option: string, count: number][];
  inWords: number;
  /** How many had it on screen, and had acknowledged it, by each of these moments. */
  curve: { times: number[]; shown: number[]; acknowledged: number[] };
}

export interface AnnouncementReport {
  announcement: AnnouncementRecord;
  counts: ReportCounts;
  /** How many fit what was asked for. */
  fitting: number;
  /** Of these, by display name, as many as were asked for. */
  people: ReportRow[];
}

/** Which people of a report are wanted: `only` those who are `missing`, `unseen`, have `acknowledged`, wrote `words`, or gave `=ANSWER`. */
const reportView = {
  from: z.int().min(0).default(0),
  limit: z.int().min(1).max(10_000).optional(),
  only: text(61).default(''),
  query: text(200).default(''),
};
export const reportViewSchema = z.object(reportView);
export type ReportView = z.output<typeof reportViewSchema>;

/** Whom it would reach. */
export interface AudiencePreview {
  people: number;
  /** Of these, who could be reached at once or with their next page. */
  now: number;
  presence: Record<PresenceState, number>;
  /** The first few, by display name. */
  sample: { name: string; display: string }[];
}

export type AnnouncementFrame =
  /** All that are open for the person; what is not among them is over. */
  | { kind: 'announcements'; open: Announcement[] }
  /** A new one, or one that has changed. */
  | { kind: 'announced'; announcement: Announcement }
  | {
      kind: 'announcement-over';
      announcement: string;
      why: 'acknowledged' | 'withdrawn' | 'expired' | 'cleared';
    }
  /** For who watches a report: how it is now, with the people of whom they see something. */
  | ({ kind: 'report' } & AnnouncementReport)
  /** For who may announce: how many wait for a second person's approval. */
  | { kind: 'approvals'; waiting: number };

const addressee = z.string().max(200, 'longer than 200 characters');
const addressees = z.array(addressee).max(1_000, 'names more than 1000');
const states = ['online', 'idle', 'away', 'dnd', 'browsing', 'offline'] as const;

export const audienceSchema = z.object({
  to: addressees.min(1, 'names nobody'),
  except: addressees.default([]),
  presence: z.array(z.enum(states)).default([]),
});

const time = z.int().min(0).nullable();
const contents = {
  text: someText(limits.textChars),
  answers: z
    .object({
      options: z.array(trimmedLine(60)).max(8, 'holds more than 8').default([]),
      text: z.boolean().default(false),
    })
    .nullable(),
  /** Ids of files that were put up for it. */
  files: z.array(idSchema).max(limits.files, `holds more than ${limits.files}`),
  expiresAt: time,
};

export const announcementSchema = z.object({
  ...audienceSchema.shape,
  ...contents,
  priority: z.enum(priorities).default('info'),
  answers: contents.answers.default(null),
  files: contents.files.default([]),
  drill: z.boolean().default(false),
  sendAt: time.default(null),
  expiresAt: time.default(null),
  /** A second try with the same one announces nothing again. */
  clientId: idSchema.optional(),
});

/** What is left out stays. `again`: everybody is asked again to acknowledge it. */
export const announcementChangeSchema = z.object({
  ...z.object(contents).partial().shape,
  sendAt: time.optional(),
  again: z.boolean().default(false),
});

/** The second person's word. `reason`: for who wrote it, where it is refused. */
export const decisionSchema = z.object({
  approve: z.boolean(),
  reason: text(1_000)
    .transform(reason => reason.trim())
    .default(''),
});

/** What each command takes. */
export const announcementCommands = {
  acknowledge: z.object({
    announcement: idSchema,
    option: trimmedLine(60).optional(),
    text: text(1_000).optional(),
  }),
  /** It stands on the person's screen. */
  announcementShown: z.object({ announcement: idSchema }),
  /** The session hears how it goes, until it is closed or watches another; `null`: none. */
  watchReport: z.object({ announcement: idSchema.nullable(), ...reportView }),
} as const;

/** What each gives back. */
export interface AnnouncementOutputs {
  acknowledge: Record<string, never>;
  announcementShown: Record<string, never>;
  watchReport: AnnouncementReport | Record<string, never>;
}

/** A form filled in before, by its name. */
export interface AnnouncementTemplate {
  name: string;
  text: string;
  priority: Priority;
  to: string[];
  except: string[];
  presence: PresenceState[];
  answers: Answers | null;
  files: FileRef[];
  drill: boolean;
}

export const templateSchema = z.object({
  name: trimmedLine(80).refine(name => name !== '', 'is empty'),
  text: someText(limits.textChars),
  priority: z.enum(priorities).default('info'),
  to: addressees.default([]),
  except: addressees.default([]),
  presence: audienceSchema.shape.presence,
  answers: contents.answers.default(null),
  /** Files put up for it, or of any template: it holds copies. */
  files: contents.files.default([]),
  drill: z.boolean().default(false),
});
