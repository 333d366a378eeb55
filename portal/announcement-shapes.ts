import { z } from 'zod';
import type {
  Announcement,
  AnnouncementRecord,
  AnnouncementReport,
  AnnouncementTemplate,
  AudiencePreview,
} from '../relay/protocol.ts';
import { announcementStates, priorities } from '../relay/protocol.ts';
import { file, named, presence, time } from './api-shapes.ts';

const answers = z.strictObject({ options: z.array(z.string()), text: z.boolean() });
const common = {
  id: z.string(),
  from: named,
  text: z.string(),
  priority: z.enum(priorities),
  at: time,
  revision: z.int().min(1),
  expiresAt: time.nullable(),
  drill: z.literal(true).optional(),
  answers: answers.optional(),
  files: z.array(file).optional(),
  clears: z.string().optional(),
  reminders: z.int().min(1).optional(),
};

export const announcement = z
  .strictObject(common)
  .meta({ id: 'Announcement' }) satisfies z.ZodType<Announcement>;

export const announcementRecord = z
  .strictObject({
    ...common,
    state: z.enum(announcementStates),
    to: z.array(z.string()),
    except: z.array(z.string()),
    presence: z.array(presence),
    sendAt: time.nullable(),
    sentAt: time.nullable(),
    endedAt: time.nullable(),
    approvedBy: z.string().nullable(),
    refusal: z.strictObject({ by: z.string(), reason: z.string() }).optional(),
    people: z.int().min(0),
  })
  .meta({ id: 'AnnouncementRecord' }) satisfies z.ZodType<AnnouncementRecord>;

const counts = z.array(z.int());

export const announcementReport = z.strictObject({
  announcement: announcementRecord,
  counts: z.strictObject({
    sent: z.int(),
    shown: z.int(),
    acknowledged: z.int(),
    answers: z.array(z.tuple([z.string(), z.int()])),
    inWords: z.int(),
    curve: z.strictObject({ times: z.array(z.number()), shown: counts, acknowledged: counts }),
  }),
  fitting: z.int(),
  people: z.array(
    z.strictObject({
      name: z.string(),
      display: z.string(),
      presence: presence,
      shownAt: time.nullable(),
      acknowledgedAt: time.nullable(),
      option: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
}) satisfies z.ZodType<AnnouncementReport>;

export const audiencePreview = z.strictObject({
  people: z.int(),
  now: z.int(),
  presence: z.record(presence, z.int()),
  sample: z.array(named),
}) satisfies z.ZodType<AudiencePreview>;

export const announcementTemplate = z
  .strictObject({
    name: z.string(),
    text: z.string(),
    priority: z.enum(priorities),
    to: z.array(z.string()),
    except: z.array(z.string()),
    presence: z.array(presence),
    answers: answers.nullable(),
    files: z.array(file),
    drill: z.boolean(),
  })
  .meta({ id: 'AnnouncementTemplate' }) satisfies z.ZodType<AnnouncementTemplate>;
