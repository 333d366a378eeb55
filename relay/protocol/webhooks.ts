import { z } from 'zod';
import { trimmedLine } from './words.ts';

/** What a webhook may be told of. */
export const webhookKinds = {
  invitation_made: 'somebody was invited',
  invitation_answered: 'an invitation was accepted, declined or withdrawn, or its time is over',
  message_stored: 'a message was sent in a conversation',
  announcement_sent: 'something was announced',
  announcement_acknowledged: 'somebody confirmed an announcement',
  announcement_closed: 'an announcement is over',
  person_created: 'there is a new account',
  person_disabled: 'an account may not log in any more',
  help_opened: 'somebody asks for help',
  help_taken: 'somebody of the help desk has taken a request',
  help_closed: 'a request for help is done',
} as const;

export type WebhookKind = keyof typeof webhookKinds;
export const webhookKindNames = Object.keys(webhookKinds) as [WebhookKind, ...WebhookKind[]];

/** An address that is told what happens, as administrators see it. */
export interface Webhook {
  id: string;
  url: string;
  events: WebhookKind[];
  /** Whether messages come with what they say. */
  texts: boolean;
  note: string;
  on: boolean;
  by: string;
  at: number;
  /** Events that wait for it. */
  waiting: number;
  deliveredAt: number | null;
  /** Events that will never reach it, since then: it was full, or failed for too long. */
  dropped: number;
  droppedSince: number | null;
  /** Attempts that failed, one after the other, since then; and when the next one is due. */
  failures: number;
  failingSince: number | null;
  nextAt: number | null;
  error: string | null;
  /** It failed for so long that nothing is tried any more, until somebody turns it on again. */
  deadAt: number | null;
}

/** What became of one event. */
export interface WebhookDelivery {
  n: number;
  /** The same for every attempt. */
  id: string;
  kind: WebhookKind;
  at: number;
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  /** Of the last attempt; `null`: there was no answer. */
  status: number | null;
  error: string | null;
  settledAt: number | null;
}

const fields = {
  url: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).max(2_048),
  events: z.array(z.enum(webhookKindNames)).min(1, 'names none'),
  texts: z.boolean(),
  note: trimmedLine(100),
};

export const newWebhook = z.object({
  ...fields,
  texts: fields.texts.default(false),
  note: fields.note.default(''),
});

/** What is left out stays. Turning it on begins anew: with no failures and nothing dropped. */
export const webhookChanges = z.object({ ...fields, on: z.boolean() }).partial();
