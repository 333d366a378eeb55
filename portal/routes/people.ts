import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** Other people. */
export const peopleRoutes = [
  {
    method: 'GET',
    path: '/users',
    who: 'person',
    summary: 'Find people by name, display name or e-mail, with their presence',
    query: commandInputs.people,
    status: 200,
    output: z.strictObject({ people: z.array(shapes.person) }),
    handle: command('people', ({ query }) => ({ query: query.query })),
  },
  {
    method: 'GET',
    path: '/users/:name',
    who: 'person',
    scope: 'read',
    summary: 'One person with their presence',
    status: 200,
    output: shapes.person,
    handle: ({ relay, user, params }) => relay.person(user, params.name!),
  },
] as const satisfies readonly ApiRoute[];
