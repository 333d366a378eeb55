import { z } from 'zod';
import { type CommandName, commandInputs } from '../relay/protocol.ts';
import { type ApiCall, type ApiRoute, asNumber, parseInput } from './api-route.ts';
import * as shapes from './api-shapes.ts';
import { PortalError, retryAfter } from './errors.ts';

const credentials = z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(1_000) });

const announcementInput = z.object({
  text: z.string().trim().min(1, 'is empty').max(8_000),
  to: z.array(z.string().min(1).max(100)).min(1).default(['all']),
  priority: z.enum(['info', 'urgent', 'emergency']).default('info'),
});

const profileInput = z.object({
  display: z.string().trim().min(1, 'is empty').max(80).optional(),
  email: z.string().trim().max(254).nullable().optional(),
  phone: z.string().trim().max(40).nullable().optional(),
});

const switchInput = z.object({ on: z.boolean() });

/** A route whose whole work is one command of the relay, which checks the input itself. */
const command =
  (name: CommandName, more: (call: ApiCall) => object = () => ({})): ApiRoute['handle'] =>
  ({ relay, user, params, body, ...call }) =>
    relay.perform(user, name, { ...body, ...params, ...more({ relay, user, params, body, ...call }) });

const answer = (name: 'accept' | 'decline' | 'withdraw' | 'show', summary: string): ApiRoute => ({
  method: 'POST',
  path: `/invitations/:invitation/${name}`,
  who: 'person',
  summary,
  status: 200,
  output: shapes.invitation,
  handle: command(name),
});

/** The whole API but for its two streams, `/events` and `/channel`. */
export const apiRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/login',
    who: 'anyone',
    summary: 'Exchange a name and password for a token',
    body: credentials,
    status: 200,
    output: shapes.login,
    async handle({ relay, body, address }) {
      const { name, password } = parseInput(credentials, body);
      const result = await relay.accounts.authenticate(name, password, address);
      if (!result.ok) throw loginRefused(result);
      const token = await relay.accounts.issueToken(result.user, 'session');
      return { token, user: await relay.me(result.user) };
    },
  },
  {
    method: 'POST',
    path: '/logout',
    who: 'person',
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
    summary: 'Yourself',
    status: 200,
    output: shapes.me,
    handle: ({ relay, user }) => relay.me(user),
  },
  {
    method: 'PATCH',
    path: '/me',
    who: 'person',
    summary: 'Change how others see you and how you are reached; what is left out stays',
    body: profileInput,
    status: 200,
    output: shapes.me,
    handle: ({ relay, user, body }) => relay.accounts.updateProfile(user, parseInput(profileInput, body)),
  },
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
    summary: 'One person with their presence',
    status: 200,
    output: shapes.person,
    handle: ({ relay, user, params }) => relay.person(user, params.name!),
  },
  {
    method: 'POST',
    path: '/invitations',
    who: 'person',
    summary: 'Invite people to a new conversation. With a clientId a repeated call does nothing new',
    body: commandInputs.invite,
    status: 201,
    output: shapes.invitation,
    handle: command('invite'),
  },
  {
    method: 'GET',
    path: '/invitations',
    who: 'person',
    summary: 'Invitations that you sent or got, oldest first',
    query: z.object({ state: shapes.invitationState.optional() }),
    status: 200,
    output: z.strictObject({ invitations: z.array(shapes.invitation) }),
    async handle({ relay, user, query }) {
      const { state } = parseInput(z.object({ state: shapes.invitationState.optional() }), query);
      return { invitations: await relay.invitations(user, state) };
    },
  },
  answer('show', 'Say that the invitation stands on your screen'),
  answer('accept', 'Accept an invitation and join its conversation'),
  answer('decline', 'Decline an invitation'),
  answer('withdraw', 'Withdraw an invitation of your own from all who have not answered'),
  {
    method: 'POST',
    path: '/invitations/:invitation/later',
    who: 'person',
    summary: 'Put an invitation off',
    status: 200,
    output: z.strictObject({ until: z.int() }),
    handle: command('later'),
  },
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
    method: 'POST',
    path: '/conversations/:conversation/leave',
    who: 'person',
    summary: 'Leave a conversation for good',
    status: 200,
    output: shapes.conversation,
    handle: command('leave'),
  },
  {
    method: 'POST',
    path: '/drafts/:conversation',
    who: 'person',
    summary: 'Keep unsent text, by conversation or under `new`; empty text removes it',
    body: commandInputs.draft.omit({ conversation: true }),
    status: 200,
    output: shapes.nothing,
    handle: command('draft'),
  },
  {
    method: 'POST',
    path: '/view',
    who: 'person',
    summary: 'Keep how you left the pane',
    body: commandInputs.view,
    status: 200,
    output: shapes.nothing,
    handle: command('view'),
  },
  {
    method: 'POST',
    path: '/announcements',
    who: 'admin',
    summary: 'Announce something to everybody, to groups or to people',
    body: announcementInput,
    status: 201,
    output: shapes.announcement,
    handle({ relay, user, body }) {
      const { text, to, priority } = parseInput(announcementInput, body);
      return relay.announce(user, text, { to, priority });
    },
  },
  {
    method: 'POST',
    path: '/announcements/:announcement/acknowledge',
    who: 'person',
    summary: 'Confirm that you have read an announcement',
    status: 200,
    output: shapes.nothing,
    handle: command('acknowledge'),
  },
  {
    method: 'GET',
    path: '/paused',
    who: 'person',
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
    summary: 'Whether the window may stand in pages at all, and who said so last',
    status: 200,
    output: shapes.pages,
    handle: async ({ relay }) => relay.pages(),
  },
  {
    method: 'PUT',
    path: '/pages',
    who: 'admin',
    summary: 'Take the window out of all pages at once, or let it in again',
    body: switchInput,
    status: 200,
    output: shapes.pages,
    handle: ({ relay, user, body }) => relay.switchPages(user, parseInput(switchInput, body).on),
  },
];

/** The error for a log-in that did not work. */
export function loginRefused(result: {
  reason: 'wrong' | 'limited' | 'disabled';
  retryAfterMs?: number;
}): PortalError {
  if (result.reason === 'limited') {
    const headers = retryAfter(result.retryAfterMs);
    return new PortalError('limited', `Too many attempts. Try again in ${headers['Retry-After']} s.`, {
      headers,
    });
  }
  if (result.reason === 'disabled') return new PortalError('disabled', 'This account may not log in.');
  return new PortalError('wrong_login', 'The name or the password is wrong.');
}
