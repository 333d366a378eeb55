import { z } from 'zod';
import { dutyNames } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';
import { newPassword } from '../new-password.ts';

const role = z.enum(['admin', 'user']);
const duties = z.array(z.enum(dutyNames));
const contact = {
  display: z.string().max(200).optional(),
  email: z.string().max(300).nullable().optional(),
  phone: z.string().max(100).nullable().optional(),
  mobile: z.string().max(100).nullable().optional(),
};
const created = z.object({
  name: z.string().max(200),
  password: newPassword.shape.password.optional(),
  role: role.default('user'),
  duties: duties.default([]),
  ...contact,
});
const changes = z.object({
  ...contact,
  role: role.optional(),
  duties: duties.optional(),
  disabled: z.boolean().optional(),
});
const listing = z.object({
  query: z.string().max(100).default(''),
  only: z.enum(['there', 'administrators', 'duties', 'disabled']).optional(),
  after: z.string().max(100).default(''),
  from: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

const fitsOnly: Record<NonNullable<z.output<typeof listing>['only']>, (one: Listed) => boolean> = {
  there: ({ presence }) => presence !== 'offline',
  administrators: ({ role }) => role === 'admin',
  duties: ({ duties }) => duties.length > 0,
  disabled: ({ disabled }) => disabled,
};

type Listed = Pick<z.output<typeof shapes.account>, 'presence' | 'role' | 'duties' | 'disabled'>;
const code = z.object({ note: z.string().optional(), days: z.number().optional() });

/** What administrators do with accounts. */
export const userRoutes = [
  {
    method: 'GET',
    path: '/admin/users',
    who: 'administer',
    summary:
      'All accounts by name, those that may not log in too; `total` counts what fits, `from` leaves out so many',
    query: listing,
    status: 200,
    output: z.strictObject({ users: z.array(shapes.account), more: z.boolean(), total: z.int() }),
    async handle({ relay, query: asked }) {
      const { query, only, after, from, limit } = parseInput(listing, {
        ...asked,
        limit: asNumber(asked.limit),
        from: asNumber(asked.from),
      });
      const word = query.trim().toLowerCase();
      const fits = (await relay.accounts.list()).filter(
        one =>
          one.name > after &&
          (only === undefined || fitsOnly[only](one)) &&
          `${one.name} ${one.display} ${one.email ?? ''}`.toLowerCase().includes(word),
      );
      const users = fits.slice(from, from + limit).map(withoutPreferences);
      return { users, more: fits.length > from + limit, total: fits.length };
    },
  },
  {
    method: 'POST',
    path: '/admin/users',
    who: 'administer',
    summary: 'Make an account; without a password its owner gets a link to set one',
    body: created,
    status: 201,
    output: z.strictObject({ user: shapes.account, reset: shapes.reset.nullable() }),
    async handle({ relay, user, body }) {
      const { password, ...person } = parseInput(created, body);
      // Nobody ever knows the one that is made up here.
      const made = await relay.accounts.create(
        { ...person, password: password ?? crypto.randomUUID() },
        user,
      );
      const reset = password === undefined ? await relay.admission.makeReset(user, made.name) : null;
      return { user: withoutPreferences({ ...made, disabled: false }), reset: reset && withPath(reset) };
    },
  },
  {
    method: 'PATCH',
    path: '/admin/users/:name',
    who: 'administer',
    summary: 'Change an account, or whether it may log in; what is left out stays',
    body: changes,
    status: 200,
    output: shapes.account,
    async handle({ relay, user, params, body }) {
      const { role: newRole, duties: newDuties, disabled, ...profile } = parseInput(changes, body);
      const name = params.name!;
      await relay.accounts.updateProfile(name, profile, user);
      await relay.accounts.administer(user, name, { role: newRole, duties: newDuties, disabled });
      return withoutPreferences(await relay.accounts.get(name));
    },
  },
  {
    method: 'GET',
    path: '/admin/users/:name',
    who: 'administer',
    summary: 'One account',
    status: 200,
    output: shapes.account,
    handle: async ({ relay, params }) => withoutPreferences(await relay.accounts.get(params.name!)),
  },
  {
    method: 'DELETE',
    path: '/admin/users/:name',
    who: 'administer',
    summary:
      'Delete somebody: at once nobody can be or reach them; what they said and left goes behind that. What others said stays',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.persons.delete(user, params.name!),
  },
  {
    method: 'DELETE',
    path: '/admin/users/:name/sessions',
    who: 'administer',
    summary: 'End all of somebody’s log-ins and channels; tokens of their programs stay',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.accounts.endLogIns(user, params.name!),
  },
  {
    method: 'POST',
    path: '/admin/users/:name/reset',
    who: 'administer',
    summary: 'Make a link by which the person sets a new password, once, within a day',
    status: 201,
    output: shapes.reset,
    handle: async ({ relay, user, params }) => withPath(await relay.admission.makeReset(user, params.name!)),
  },
  {
    method: 'GET',
    path: '/admin/codes',
    who: 'administer',
    summary: 'Codes by which people may make an account, the newest first',
    status: 200,
    output: z.strictObject({ codes: z.array(shapes.code) }),
    handle: async ({ relay }) => ({ codes: await relay.admission.codes() }),
  },
  {
    method: 'POST',
    path: '/admin/codes',
    who: 'administer',
    summary: 'Make a code by which one person may make an account; it is shown only now',
    body: code,
    status: 201,
    output: z.strictObject({ ...shapes.code.shape, code: z.string(), path: z.string() }),
    async handle({ relay, user, body }) {
      const made = await relay.admission.makeCode(user, parseInput(code, body));
      return { ...made, path: `/register#${made.code}` };
    },
  },
  {
    method: 'DELETE',
    path: '/admin/codes/:id',
    who: 'administer',
    summary: 'Take back a code that nobody has used',
    status: 204,
    output: shapes.nothing,
    handle: ({ relay, user, params }) => relay.admission.removeCode(user, params.id!),
  },
] as const satisfies readonly ApiRoute[];

const withPath = (reset: { name: string; token: string; expiresAt: number }) => ({
  ...reset,
  path: `/reset#${reset.token}`,
});

/** How somebody wants to be seen is theirs alone. */
function withoutPreferences<T extends { preferences: unknown }>({ preferences: _, ...rest }: T) {
  return rest;
}
