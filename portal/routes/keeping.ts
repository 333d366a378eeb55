import { z } from 'zod';
import { holdSchema, liftSchema } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const range = z.object({
  after: z.int().min(0).default(0).meta({ description: 'Copies with a greater number' }),
  limit: z.int().min(1).max(200).default(100),
});

/** How long things are kept, and what has to be. */
export const keepingRoutes = [
  {
    method: 'GET',
    path: '/admin/retention',
    who: 'audit',
    summary: 'How many days what is kept (null: for ever), and when the last sweep ended',
    status: 200,
    output: shapes.retention,
    handle: ({ relay, user }) => relay.keeping.periods(user),
  },
  {
    method: 'GET',
    path: '/admin/holds',
    who: 'audit',
    summary: 'Legal holds, those in force first',
    status: 200,
    output: z.strictObject({ holds: z.array(shapes.hold) }),
    handle: async ({ relay, user }) => ({ holds: await relay.keeping.holds(user) }),
  },
  {
    method: 'POST',
    path: '/admin/holds',
    who: 'administer',
    summary: 'Put a conversation, or everything of a person, under legal hold',
    body: holdSchema,
    status: 201,
    output: shapes.hold,
    handle: ({ relay, user, body }) => relay.keeping.hold(user, body),
  },
  {
    method: 'POST',
    path: '/admin/holds/:id/lift',
    who: 'administer',
    summary: 'Lift a legal hold',
    body: liftSchema,
    status: 200,
    output: shapes.hold,
    handle: ({ relay, user, params, body }) => relay.keeping.lift(user, params.id!, body),
  },
  {
    method: 'GET',
    path: '/admin/holds/:id/copies',
    who: 'audit',
    summary: 'What was changed or taken back under a legal hold, as it was, the oldest first',
    query: range,
    status: 200,
    output: z.strictObject({ copies: z.array(shapes.heldCopy) }),
    async handle({ relay, user, params, query }) {
      const asked = Object.entries(query).map(([name, value]) => [name, asNumber(value)]);
      const copies = await relay.keeping.copies(
        user,
        params.id!,
        parseInput(range, Object.fromEntries(asked)),
      );
      return { copies };
    },
  },
] as const satisfies readonly ApiRoute[];
