import { z } from 'zod';
import { type ApiRoute, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';
import { loginRefused } from '../login-refused.ts';

const credentials = z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(1_000) });

const profileInput = z.object({
  display: z.string().trim().min(1, 'is empty').max(80).optional(),
  email: z.string().trim().max(254).nullable().optional(),
  phone: z.string().trim().max(40).nullable().optional(),
  mobile: z.string().trim().max(40).nullable().optional(),
});

/** Logging in and out, and oneself. */
export const accountRoutes = [
  {
    method: 'POST',
    path: '/login',
    who: 'anyone',
    summary: 'Exchange a name and password for a token',
    body: credentials,
    status: 200,
    output: shapes.login,
    async handle({ relay, body, address, agent }) {
      const { name, password } = parseInput(credentials, body);
      const result = await relay.accounts.authenticate(name, password, address);
      if (!result.ok) throw loginRefused(result);
      const token = await relay.accounts.issueToken(result.user, 'session', { address, agent });
      return { token, user: await relay.me(result.user) };
    },
  },
  {
    method: 'POST',
    path: '/logout',
    who: 'person',
    scope: 'account',
    summary: 'Make the token of this call void',
    status: 204,
    output: shapes.nothing,
    async handle({ relay, token }) {
      if (token) await relay.accounts.revokeToken(token);
    },
  },
  {
    method: 'GET',
    path: '/me',
    who: 'person',
    scope: 'read',
    guests: true,
    summary: 'Yourself',
    status: 200,
    output: shapes.me,
    handle: ({ relay, user }) => relay.me(user),
  },
  {
    method: 'PATCH',
    path: '/me',
    who: 'person',
    scope: 'account',
    summary: 'Change how others see you and how you are reached; what is left out stays',
    body: profileInput,
    status: 200,
    output: shapes.me,
    handle: ({ relay, user, body }) => relay.accounts.updateProfile(user, parseInput(profileInput, body)),
  },
] as const satisfies readonly ApiRoute[];
