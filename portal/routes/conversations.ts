import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, asNumber, command } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

/** Conversations. */
export const conversationsRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/conversations',
    who: 'person',
    summary: 'Your conversations, the last active first, each with its last messages',
    status: 200,
    output: z.strictObject({ conversations: z.array(shapes.conversationWithMessages) }),
    handle: async ({ relay, user }) => ({ conversations: await relay.conversations(user) }),
  },
  {
    method: 'GET',
    path: '/conversations/:conversation/messages',
    who: 'person',
    summary: 'Messages before or after a number, in order',
    query: commandInputs.history.omit({ conversation: true }),
    status: 200,
    output: z.strictObject({ messages: z.array(shapes.message) }),
    handle: command('history', ({ query }) => ({
      before: asNumber(query.before),
      after: asNumber(query.after),
      limit: asNumber(query.limit),
    })),
  },
  {
    method: 'POST',
    path: '/conversations/:conversation/messages',
    who: 'person',
    summary: 'Send a message. The same clientId gets the same answer, and nothing is sent twice',
    body: commandInputs.send.omit({ conversation: true }),
    status: 201,
    output: shapes.sent,
    handle: command('send'),
  },
  {
    method: 'POST',
    path: '/conversations/:conversation/read',
    who: 'person',
    summary: 'Say up to which message you have seen',
    body: commandInputs.read.omit({ conversation: true }),
    status: 200,
    output: z.strictObject({ seq: z.int() }),
    handle: command('read'),
  },
  {
    method: 'POST',
    path: '/conversations/:conversation/typing',
    who: 'person',
    summary: 'Say that you are typing',
    status: 200,
    output: shapes.nothing,
    handle: command('typing'),
  },
  {
    method: 'PUT',
    path: '/conversations/:conversation/header',
    who: 'person',
    summary: 'Give a conversation another name; an empty one takes it away',
    body: commandInputs.rename.omit({ conversation: true }),
    status: 200,
    output: shapes.conversation,
    handle: command('rename'),
  },
  {
    method: 'POST',
    path: '/conversations/:conversation/people',
    who: 'person',
    summary: 'Invite more people into a conversation; whoever comes may read it from its beginning',
    body: commandInputs.add.omit({ conversation: true }),
    status: 201,
    output: shapes.invitation,
    handle: command('add'),
  },
  {
    method: 'POST',
    path: '/conversations/:conversation/leave',
    who: 'person',
    summary: 'Leave a conversation for good',
    status: 200,
    output: shapes.conversation,
    handle: command('leave'),
  },
];
