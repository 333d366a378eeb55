import { z } from 'zod';
import { type ApiRoute, command, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const announcementInput = z.object({
  text: z.string().trim().min(1, 'is empty').max(8_000),
  to: z.array(z.string().min(1).max(100)).min(1).default(['all']),
  priority: z.enum(['info', 'urgent', 'emergency']).default('info'),
});

/** Announcements. */
export const announcementsRoutes = [
  {
    method: 'POST',
    path: '/announcements',
    who: 'announce',
    summary: 'Announce something to everybody, to groups or to people',
    body: announcementInput,
    status: 201,
    output: shapes.announcement,
    handle({ relay, user, body }) {
      const { text, to, priority } = parseInput(announcementInput, body);
      return relay.announce(user, text, { to, priority });
    },
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/acknowledge',
    who: 'person',
    summary: 'Confirm that you have read an announcement',
    status: 200,
    output: shapes.nothing,
    handle: command('acknowledge'),
  },
] as const satisfies readonly ApiRoute[];
