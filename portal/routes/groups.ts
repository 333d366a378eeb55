import { z } from 'zod';
import { commandInputs, nameSchema } from '../../relay/protocol.ts';
import { type ApiRoute, command, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const members = z.strictObject({ members: z.array(shapes.member) });
const barrierInput = z.object({ groups: z.tuple([nameSchema, nameSchema]), on: z.boolean() });

/** Groups, and the barriers between them. */
export const groupsRoutes = [
  {
    method: 'GET',
    path: '/groups',
    who: 'person',
    summary: 'Your groups; with a query, all that you may know of and that fit it',
    query: commandInputs.groups,
    status: 200,
    output: z.strictObject({ groups: z.array(shapes.group) }),
    handle: command('groups', ({ query }) => ({ query: query.query })),
  },
  {
    method: 'POST',
    path: '/groups',
    who: 'person',
    summary: 'Make a group, which you own',
    body: commandInputs.makeGroup,
    status: 201,
    output: shapes.group,
    handle: command('makeGroup'),
  },
  {
    method: 'GET',
    path: '/groups/:group',
    who: 'person',
    summary: 'One group; members are named to members',
    status: 200,
    output: z.strictObject({ group: shapes.group, members: z.array(shapes.member) }),
    handle: command('group'),
  },
  {
    method: 'PATCH',
    path: '/groups/:group',
    who: 'person',
    summary: 'Change a group that you own; what is left out stays',
    body: commandInputs.changeGroup.omit({ group: true }),
    status: 200,
    output: shapes.group,
    handle: command('changeGroup'),
  },
  {
    method: 'POST',
    path: '/groups/:group/remove',
    who: 'person',
    summary: 'Remove a group that you own',
    status: 200,
    output: shapes.nothing,
    handle: command('removeGroup'),
  },
  {
    method: 'POST',
    path: '/groups/:group/join',
    who: 'person',
    summary: 'Join a group, or ask to be let in',
    body: commandInputs.join.omit({ group: true }),
    status: 200,
    output: shapes.group,
    handle: command('join'),
  },
  {
    method: 'POST',
    path: '/groups/:group/leave',
    who: 'person',
    summary: 'Leave a group, or take back that you have asked',
    status: 200,
    output: shapes.nothing,
    handle: command('leaveGroup'),
  },
  {
    method: 'PUT',
    path: '/groups/:group/members/:name',
    who: 'person',
    summary: 'Let somebody in who has asked, invite who has not, give another role; null takes them out',
    body: commandInputs.admit.omit({ group: true, name: true }),
    status: 200,
    output: members,
    handle: command('admit'),
  },
  {
    method: 'GET',
    path: '/barriers',
    who: 'administer',
    summary: 'The pairs of groups whose members are kept apart',
    status: 200,
    output: shapes.barriers,
    handle: async ({ relay, user }) => ({ barriers: relay.barriers(user) }),
  },
  {
    method: 'PUT',
    path: '/barriers',
    who: 'administer',
    summary: 'Keep the members of two groups apart, or let them meet again',
    body: barrierInput,
    status: 200,
    output: shapes.barriers,
    async handle({ relay, user, body }) {
      const { groups, on } = parseInput(barrierInput, body);
      return { barriers: await relay.setBarrier(user, groups, on) };
    },
  },
] as const satisfies readonly ApiRoute[];
