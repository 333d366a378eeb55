import { z } from 'zod';
import { commandInputs } from '../../relay/protocol.ts';
import { type ApiRoute, command, parseInput } from '../api-route.ts';
import * as shapes from '../api-shapes.ts';

const answer = <N extends 'accept' | 'decline' | 'withdraw' | 'show'>(name: N, summary: string) =>
  ({
    method: 'POST',
    path: `/invitations/:invitation/${name}`,
    who: 'person',
    summary,
    status: 200,
    output: shapes.invitation,
    handle: command(name),
  }) as const satisfies ApiRoute;

/** Invitations. */
export const invitationsRoutes = [
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
    scope: 'read',
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
] as const satisfies readonly ApiRoute[];
