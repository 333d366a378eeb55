import { z } from 'zod';
import { type Webhook, type WebhookDelivery, webhookKindNames } from '../relay/protocol.ts';
import { time } from './api-shapes.ts';

/** What the API answers with about webhooks. */

const kind = z.enum(webhookKindNames);

export const webhook = z
  .strictObject({
    id: z.string(),
    url: z.string(),
    events: z.array(kind),
    texts: z.boolean().meta({ description: 'Whether messages come with what they say' }),
    note: z.string(),
    on: z.boolean(),
    by: z.string(),
    at: time,
    waiting: z.int().meta({ description: 'Events that wait for it' }),
    deliveredAt: time.nullable(),
    dropped: z.int().meta({ description: 'Events that will never reach it' }),
    droppedSince: time.nullable(),
    failures: z.int().meta({ description: 'Attempts that failed one after the other' }),
    failingSince: time.nullable(),
    nextAt: time.nullable().meta({ description: 'When the next attempt after a failure is due' }),
    error: z.string().nullable().meta({ description: 'Why the last attempt failed' }),
    deadAt: time.nullable().meta({ description: 'Nothing is tried any more until it is turned on again' }),
  })
  .meta({ id: 'Webhook' }) satisfies z.ZodType<Webhook>;

export const webhookDelivery = z
  .strictObject({
    n: z.int(),
    id: z.string().meta({ description: 'The same for every attempt' }),
    kind,
    at: time,
    state: z.enum(['waiting', 'delivered', 'given_up']),
    attempts: z.int(),
    status: z.int().nullable(),
    error: z.string().nullable(),
    settledAt: time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' }) satisfies z.ZodType<WebhookDelivery>;
