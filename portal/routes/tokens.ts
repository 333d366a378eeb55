import { z } from 'zod';
import { newApiToken } from '../../relay/protocol.ts';
import type { ApiRoute } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const list = z.strictObject({ tokens: z.array(shapes.apiToken) });

/** Tokens for programs. */
export const tokenRoutes = [
  {
    method: 'POST',
    path: '/tokens',
    who: 'person',
    scope: 'account',
    summary: 'Make a token, shown only now; `scopes` null: for all that you may, now and later',
    body: newApiToken,
    status: 201,
    output: z.strictObject({ ...shapes.apiToken.shape, token: z.string() }),
    handle: ({ relay, user, body, scopes, address, agent }) =>
      relay.tokens.make(user, user, body, scopes, { address, agent }),
  },
  {
    method: 'GET',
    path: '/tokens',
    who: 'person',
    scope: 'account',
    summary: 'Your tokens in force, the newest first',
    status: 200,
    output: list,
    handle: async ({ relay, user }) => ({ tokens: await relay.tokens.list(user) }),
  },
  {
    method: 'DELETE',
    path: '/tokens/:id',
    who: 'person',
    scope: 'account',
    summary: 'End a token of yours, and every channel that it opened',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.tokens.end(user, params.id!),
  },
  {
    method: 'GET',
    path: '/admin/tokens',
    who: 'administer',
    summary: 'Everybody’s tokens in force, the newest first',
    status: 200,
    output: list,
    handle: async ({ relay, user }) => ({ tokens: await relay.tokens.all(user) }),
  },
  {
    method: 'DELETE',
    path: '/admin/tokens/:id',
    who: 'administer',
    summary: 'End somebody’s token, and every channel that it opened',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.tokens.endAny(user, params.id!),
  },
] as const satisfies readonly ApiRoute[];
