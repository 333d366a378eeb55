import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** The address book, the block list, and boards of people with their presence. */
export const contactsRoutes = [
  {
    method: 'GET',
    path: '/contacts',
    who: 'person',
    summary: 'Your address book',
    status: 200,
    output: shapes.contacts,
    handle: command('contacts'),
  },
  {
    method: 'PUT',
    path: '/contacts/:name',
    who: 'person',
    summary: 'Put somebody into your address book, mark them as favourite, or take them out',
    body: commandInputs.contact.omit({ name: true }),
    status: 200,
    output: shapes.contacts,
    handle: command('contact'),
  },
  {
    method: 'GET',
    path: '/blocked',
    who: 'person',
    summary: 'Whom you have blocked',
    status: 200,
    output: shapes.namedPeople,
    handle: command('blocked'),
  },
  {
    method: 'PUT',
    path: '/blocked/:name',
    who: 'person',
    summary: 'Block somebody, who is not told, or let them through again',
    body: commandInputs.block.omit({ name: true }),
    status: 200,
    output: shapes.namedPeople,
    handle: command('block'),
  },
  {
    method: 'GET',
    path: '/me/reachable',
    who: 'person',
    summary: 'From whom you take invitations',
    status: 200,
    output: shapes.reach,
    handle: command('reachable'),
  },
  {
    method: 'PUT',
    path: '/me/reachable',
    who: 'person',
    summary: 'Say from whom you take invitations',
    body: commandInputs.reachable,
    status: 200,
    output: shapes.reach,
    handle: command('reachable'),
  },
  {
    method: 'PUT',
    path: '/users/:name/notify',
    who: 'person',
    summary: 'Be told once, by the event `back`, when somebody is back',
    body: commandInputs.notify.omit({ name: true }),
    status: 200,
    output: z.strictObject({ on: z.boolean() }),
    handle: command('notify'),
  },
  {
    method: 'GET',
    path: '/board',
    who: 'person',
    summary:
      'People with their presence and how they can be reached: `contacts`, `group:NAME` or `found:QUERY`',
    query: commandInputs.board,
    status: 200,
    output: shapes.board,
    handle: command('board', ({ query }) => ({
      of: query.of,
      after: query.after,
      limit: asNumber(query.limit),
    })),
  },
] as const satisfies readonly ApiRoute[];
