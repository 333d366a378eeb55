import { z } from 'zod';
import { newWebhook, webhookChanges } from '../../relay/protocol.ts';
import type { ApiRoute } from '../api-route.ts';
import * as shapes from '../webhook-shapes.ts';

const audience = { who: 'administer', scope: 'webhooks' } as const;
const path = '/admin/webhooks/:id';

/** Addresses that are told what happens. */
export const webhookRoutes = [
  {
    ...audience,
    method: 'GET',
    path: '/admin/webhooks',
    summary: 'The webhooks, the oldest first, and how each of them does',
    status: 200,
    output: z.strictObject({ webhooks: z.array(shapes.webhook) }),
    handle: async ({ relay, user }) => ({ webhooks: await relay.webhooks.list(user) }),
  },
  {
    ...audience,
    method: 'POST',
    path: '/admin/webhooks',
    summary: 'Make a webhook; the secret that signs what it is told is shown only now',
    body: newWebhook,
    status: 201,
    output: z.strictObject({ ...shapes.webhook.shape, secret: z.string() }),
    handle: ({ relay, user, body }) => relay.webhooks.make(user, body),
  },
  {
    ...audience,
    method: 'PATCH',
    path,
    summary: 'Change a webhook; what is left out stays, and `on` true begins anew after failures',
    body: webhookChanges,
    status: 200,
    output: shapes.webhook,
    handle: ({ relay, user, params, body }) => relay.webhooks.change(user, params.id!, body),
  },
  {
    ...audience,
    method: 'DELETE',
    path,
    summary: 'Remove a webhook, with all that waits for it',
    status: 204,
    output: z.strictObject({}),
    handle: ({ relay, user, params }) => relay.webhooks.remove(user, params.id!),
  },
  {
    ...audience,
    method: 'POST',
    path: `${path}/test`,
    summary: 'Send a webhook a `ping` now, and hear how it went',
    status: 200,
    output: z.strictObject({ status: z.int().nullable(), error: z.string().nullable() }),
    handle: ({ relay, user, params }) => relay.webhooks.test(user, params.id!),
  },
  {
    ...audience,
    method: 'GET',
    path: `${path}/deliveries`,
    summary: 'What a webhook was told last, the newest first, and what became of it',
    status: 200,
    output: z.strictObject({ deliveries: z.array(shapes.webhookDelivery) }),
    handle: async ({ relay, user, params }) => ({
      deliveries: await relay.webhooks.deliveries(user, params.id!),
    }),
  },
] as const satisfies readonly ApiRoute[];
