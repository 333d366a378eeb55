import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** The channels that are open now. */
export const liveSessionRoutes = [
  {
    method: 'GET',
    path: '/sessions/live',
    who: 'administer',
    summary: 'All channels that are open now, the oldest first',
    status: 200,
    output: z.strictObject({ sessions: z.array(shapes.liveSession) }),
    handle: async ({ relay, user }) => ({ sessions: await relay.sessions(user) }),
  },
  {
    method: 'DELETE',
    path: '/sessions/live/:id',
    who: 'administer',
    summary: 'Close an open channel; its page stays away until it is opened anew',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.endSession(user, params.id!),
  },
] as const satisfies readonly ApiRoute[];
