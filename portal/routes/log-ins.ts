import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** Where somebody is logged in. */
export const logInRoutes = [
  {
    method: 'GET',
    path: '/sessions',
    who: 'person',
    scope: 'account',
    summary: 'Your log-ins and tokens in force, the last used first',
    status: 200,
    output: z.strictObject({ sessions: z.array(shapes.logIn) }),
    handle: async ({ relay, user, token }) => ({ sessions: await relay.accounts.logIns(user, token) }),
  },
  {
    method: 'DELETE',
    path: '/sessions/:id',
    who: 'person',
    scope: 'account',
    summary: 'End one of your log-ins, and every channel that it opened',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.accounts.endLogIn(user, params.id!),
  },
] as const satisfies readonly ApiRoute[];
