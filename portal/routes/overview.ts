import { z } from 'zod';
import { type ApiRoute, parseInput } from '../api-route.ts';
import { PortalError } from '../errors.ts';
import * as shapes from '../overview.ts';

const query = z.strictObject({ range: shapes.overviewRange.default('hour') });

/** How the server does, for those who run it. */
export const overviewRoutes = [
  {
    method: 'GET',
    path: '/admin/overview',
    who: 'administer',
    summary: 'How the server does: figures of the last hour or day, and the hosts that stand out',
    query,
    status: 200,
    output: shapes.overview,
    handle: async ({ overview, query: asked }) => {
      if (!overview) throw new PortalError('unknown_path', 'No figures are kept.');
      return overview.read(parseInput(query, asked).range);
    },
  },
] as const satisfies readonly ApiRoute[];
