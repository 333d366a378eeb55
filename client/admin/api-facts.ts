import type { Scope, Webhook, WebhookKind } from '../../relay/protocol.ts';

export type { ApiToken, Scope, Webhook, WebhookDelivery, WebhookKind } from '../../relay/protocol.ts';

/** What a token may be good for, in the order of the form. The keys of a table, so that none is forgotten. */
export const scopeNames = Object.keys({
  ...{ read: 0, write: 0, people: 0, account: 0, announce: 0, help: 0, audit: 0, administer: 0, webhooks: 0 },
} satisfies Record<Scope, 0>) as Scope[];

/** What a webhook may be told of, in the order of the form. */
export const webhookKinds = Object.keys({
  ...{ help_opened: 0, help_taken: 0, help_closed: 0 },
  ...{ announcement_sent: 0, announcement_acknowledged: 0, announcement_closed: 0 },
  ...{ person_created: 0, person_disabled: 0 },
  ...{ invitation_made: 0, invitation_answered: 0, message_stored: 0 },
} satisfies Record<WebhookKind, 0>) as WebhookKind[];

/** How a webhook does: it works, was stopped by a person, fails and is tried again, or was given up. */
export function healthOf({ on, deadAt, failures }: Webhook): 'paused' | 'dead' | 'failing' | 'works' {
  if (deadAt !== null) return 'dead';
  if (!on) return 'paused';
  return failures > 0 ? 'failing' : 'works';
}
