import { z } from 'zod';
import {
  announcementChangeSchema,
  announcementCommands,
  announcementSchema,
  announcementStates,
  audienceSchema,
  decisionSchema,
  reportViewSchema,
  templateSchema,
} from '../../relay/protocol.ts';
import * as shapes from '../announcement-shapes.ts';
import { type ApiCall, type ApiRoute, asNumber, command, parseInput } from '../api-route.ts';
import { nothing } from '../api-shapes.ts';

const listing = z.object({
  /** Several, with commas between them. */
  state: z.string().max(200).default(''),
  before: z.int().min(0).optional(),
  limit: z.int().min(1).max(200).default(50),
});
const allClear = z.object({ text: z.string().max(8_000).default('All clear.') });
const written = announcementSchema.extend({ to: announcementSchema.shape.to.default(['all']) });

const id = ({ params }: ApiCall) => params.announcement!;

/** What announcers write, and how it goes. */
const writing = [
  {
    method: 'POST',
    path: '/announcements',
    who: 'announce',
    summary: 'Announce something to everybody, to groups or to people, now or later',
    body: written,
    status: 201,
    output: shapes.announcementRecord,
    handle: ({ relay, user, body }) => relay.announcing.announce(user, parseInput(written, body)),
  },
  {
    method: 'POST',
    path: '/announcements/preview',
    who: 'announce',
    summary: 'Whom an announcement would reach, and how many of them now',
    body: audienceSchema,
    status: 200,
    output: shapes.audiencePreview,
    handle: ({ relay, user, body }) => relay.announcing.preview(user, body),
  },
  {
    method: 'GET',
    path: '/announcements',
    who: 'announce',
    summary: 'Announcements, the newest first; `state`: some of their states, with commas between them',
    query: listing,
    status: 200,
    output: z.strictObject({ announcements: z.array(shapes.announcementRecord) }),
    async handle({ relay, user, query }) {
      const asked = { ...query, before: asNumber(query.before), limit: asNumber(query.limit) };
      const { state, before = null, limit } = parseInput(listing, asked);
      const states = state === '' ? [...announcementStates] : statesOf(state);
      return { announcements: await relay.announcing.list(user, { states, before, limit }) };
    },
  },
  {
    method: 'GET',
    path: '/announcements/:announcement/report',
    who: 'announce',
    summary:
      'What became of it: how many have seen, acknowledged and answered it, and each person, or `limit` of them, `from` one on; `only`: `missing`, `unseen`, `acknowledged`, `words`, or `=ANSWER`',
    query: reportViewSchema,
    status: 200,
    output: shapes.announcementReport,
    handle(call) {
      const { from, limit, ...rest } = call.query;
      const view = { ...rest, from: asNumber(from), limit: asNumber(limit) };
      return call.relay.announcing.report(call.user, id(call), parseInput(reportViewSchema, view));
    },
  },
  {
    method: 'PATCH',
    path: '/announcements/:announcement',
    who: 'announce',
    summary: 'Change an announcement that is not over; everybody sees it as it is then',
    body: announcementChangeSchema,
    status: 200,
    output: shapes.announcementRecord,
    handle: call => call.relay.announcing.update(call.user, id(call), call.body),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/withdraw',
    who: 'announce',
    summary: 'Take an announcement back',
    status: 200,
    output: shapes.announcementRecord,
    handle: call => call.relay.announcing.withdraw(call.user, id(call)),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/clear',
    who: 'announce',
    summary: 'End an announcement with an all-clear to everybody whom it went to',
    body: allClear,
    status: 201,
    output: shapes.announcementRecord,
    handle: call => call.relay.announcing.clear(call.user, id(call), parseInput(allClear, call.body).text),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/remind',
    who: 'announce',
    summary: 'Show an announcement once more to those who have not acknowledged it',
    status: 200,
    output: shapes.announcementRecord,
    handle: call => call.relay.announcing.remind(call.user, id(call)),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/decide',
    who: 'announce',
    summary: 'Approve an announcement that somebody else has written, or refuse it and say why',
    body: decisionSchema,
    status: 200,
    output: shapes.announcementRecord,
    handle: call => call.relay.announcing.decide(call.user, id(call), call.body),
  },
] as const satisfies readonly ApiRoute[];

const templates = [
  {
    method: 'GET',
    path: '/announcements/templates',
    who: 'announce',
    summary: 'Announcements written beforehand, by their names',
    status: 200,
    output: z.strictObject({ templates: z.array(shapes.announcementTemplate) }),
    handle: async ({ relay, user }) => ({ templates: await relay.announcing.templates(user) }),
  },
  {
    method: 'PUT',
    path: '/announcements/templates/:name',
    who: 'announce',
    summary: 'Keep a template, in the place of an earlier one of that name',
    body: templateSchema.omit({ name: true }),
    status: 200,
    output: shapes.announcementTemplate,
    handle: ({ relay, user, params, body }) =>
      relay.announcing.saveTemplate(user, { ...body, name: params.name }),
  },
  {
    method: 'DELETE',
    path: '/announcements/templates/:name',
    who: 'announce',
    summary: 'Remove a template',
    status: 204,
    output: nothing,
    handle: ({ relay, user, params }) => relay.announcing.removeTemplate(user, params.name!),
  },
] as const satisfies readonly ApiRoute[];

/** What people do whom one goes to. */
const reading = [
  {
    method: 'GET',
    path: '/announcements/open',
    who: 'person',
    scope: 'read',
    summary: 'What was announced to you and not acknowledged yet, the oldest first',
    status: 200,
    output: z.strictObject({ announcements: z.array(shapes.announcement) }),
    handle: async ({ relay, user }) => ({ announcements: relay.openAnnouncements(user) }),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/acknowledge',
    who: 'person',
    summary: 'Confirm that you have read an announcement, with an answer where it takes one',
    body: announcementCommands.acknowledge.omit({ announcement: true }),
    status: 200,
    output: nothing,
    handle: command('acknowledge'),
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/shown',
    who: 'person',
    summary: 'Say that an announcement stands on your screen',
    status: 200,
    output: nothing,
    handle: command('announcementShown'),
  },
] as const satisfies readonly ApiRoute[];

/** Announcements. */
export const announcementsRoutes = [...reading, ...templates, ...writing] as const;

const stateList = z.array(z.enum(announcementStates));
const statesOf = (words: string) =>
  parseInput(z.object({ state: stateList }), { state: words.split(',') }).state;
