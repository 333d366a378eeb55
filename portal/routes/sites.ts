import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, command, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const switchInput = z.object({ on: z.boolean() });

/** Where the window may stand. */
export const sitesRoutes = [
  {
    method: 'GET',
    path: '/paused',
    who: 'person',
    scope: 'read',
    summary: 'The hosts whose pages you want left alone',
    status: 200,
    output: shapes.paused,
    handle: async ({ relay, user }) => ({ paused: relay.paused(user) }),
  },
  {
    method: 'POST',
    path: '/paused',
    who: 'person',
    summary: 'Have a host’s pages left alone, or carry the window again',
    body: commandInputs.pause,
    status: 200,
    output: shapes.paused,
    handle: command('pause'),
  },
  {
    method: 'GET',
    path: '/pages',
    who: 'person',
    scope: 'read',
    summary: 'Whether the window may stand in pages at all, and who said so last',
    status: 200,
    output: shapes.pages,
    handle: async ({ relay }) => relay.pages(),
  },
  {
    method: 'PUT',
    path: '/pages',
    who: 'administer',
    summary: 'Take the window out of all pages at once, or let it in again',
    body: switchInput,
    status: 200,
    output: shapes.pages,
    handle: ({ relay, user, body }) => relay.switchPages(user, parseInput(switchInput, body).on),
  },
] as const satisfies readonly ApiRoute[];
