import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** Messages left for people, and one's inbox of them. */
export const leftRoutes = [
  {
    method: 'POST',
    path: '/users/:to/left',
    who: 'person',
    summary: 'Leave somebody a message, whether or not they are there; once for one clientId',
    body: commandInputs.leaveMessage.omit({ to: true }),
    status: 201,
    output: z.strictObject({ id: z.string(), at: shapes.time }),
    handle: command('leaveMessage'),
  },
  {
    method: 'GET',
    path: '/inbox',
    who: 'person',
    summary: 'Messages that were left for you, newest first, and how many are unread',
    query: commandInputs.inbox,
    status: 200,
    output: z.strictObject({ left: z.array(shapes.left), unread: z.int(), more: z.boolean() }),
    handle: command('inbox', ({ query: { before, limit } }) => ({
      ...(before === undefined ? {} : { before }),
      ...(limit === undefined ? {} : { limit: asNumber(limit) }),
    })),
  },
  {
    method: 'POST',
    path: '/inbox/:id/mark',
    who: 'person',
    summary: 'Mark a message in your inbox as read, or as unread',
    body: commandInputs.markLeft.omit({ id: true }),
    status: 200,
    output: z.strictObject({ left: shapes.left, unread: z.int() }),
    handle: command('markLeft'),
  },
  {
    method: 'POST',
    path: '/inbox/:id/answer',
    who: 'person',
    summary: 'Answer a message: invites the colleague who left it, or gives the contact of a guest',
    body: commandInputs.answerLeft.omit({ id: true }),
    status: 200,
    output: z.strictObject({
      left: shapes.left,
      invitation: shapes.invitation.nullable(),
      contact: z.string().nullable(),
    }),
    handle: command('answerLeft'),
  },
  {
    method: 'POST',
    path: '/inbox/:id/remove',
    who: 'person',
    summary: 'Remove a message from your inbox for good',
    status: 200,
    output: z.strictObject({ unread: z.int() }),
    handle: command('removeLeft'),
  },
] as const satisfies readonly ApiRoute[];
