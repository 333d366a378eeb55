import { z } from 'zod';
import { type ApiRoute, asNumber, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const moment = z.int().min(0).optional().meta({ description: 'Milliseconds since 1970-01-01 UTC, included' });
/** Which entries are wanted; shared with the export. */
export const auditFilter = z.object({
  actor: z.string().max(200).optional(),
  action: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  since: moment,
  until: moment,
});
const query = auditFilter.extend({
  before: z.int().min(1).optional().meta({ description: 'Entries with a smaller number' }),
  limit: z.int().min(1).max(500).default(100),
});
const checking = z.object({
  checkpoint: z.string().max(100).optional().meta({ description: '`HASH` or `NUMBER:HASH`' }),
});

/** Numbers of an address are text. */
export const withNumbers = (asked: Record<string, string>): Record<string, unknown> => ({
  ...asked,
  ...Object.fromEntries(
    ['since', 'until', 'before', 'limit'].flatMap(name =>
      asked[name] === undefined ? [] : [[name, asNumber(asked[name])]],
    ),
  ),
});

/** What was done to people and to the house. Reading it stands in it, too. */
export const auditRoutes = [
  {
    method: 'GET',
    path: '/admin/audit',
    who: 'audit',
    summary: 'The audit log, the newest entry first',
    query,
    status: 200,
    output: z.strictObject({ entries: z.array(shapes.auditEntry), more: z.boolean() }),
    handle: ({ relay, user, query: asked }) => relay.audit.list(user, parseInput(query, withNumbers(asked))),
  },
  {
    method: 'GET',
    path: '/admin/audit/verify',
    who: 'audit',
    summary: 'Whether the audit log holds together from its first entry to its last, and where it does not',
    query: checking,
    status: 200,
    output: shapes.auditReport,
    handle: ({ relay, user, query: asked }) =>
      relay.audit.verify(user, parseInput(checking, asked).checkpoint),
  },
] as const satisfies readonly ApiRoute[];
