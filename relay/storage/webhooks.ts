import type { Webhook, WebhookDelivery, WebhookKind } from '../protocol.ts';

export interface NewStoredWebhook
  extends Pick<Webhook, 'id' | 'url' | 'events' | 'texts' | 'note' | 'by' | 'at'> {
  secret: string;
}

/** The next event for a webhook, with all that its delivery needs. */
export interface Parcel {
  webhook: string;
  url: string;
  secret: string;
  n: number;
  id: string;
  kind: WebhookKind;
  at: number;
  /** Messages have their text in it where the webhook wants that, as it reads now. */
  data: Record<string, unknown>;
  failures: number;
  failingSince: number | null;
}

/** `delivered: false`: it stays the next one, and is tried again from `nextAt` on. */
export interface Attempt {
  webhook: string;
  n: number;
  at: number;
  delivered: boolean;
  status: number | null;
  error: string | null;
  nextAt: number;
}

/**
 * Webhooks, and the queue of each: what happened is put there in the step that made it happen, numbered densely. What
 * finds the queue full, or its webhook dead, takes a number and is counted as dropped.
 */
export interface WebhookStore {
  /** `null`: there are `max` already. */
  add(webhook: NewStoredWebhook, max: number): Promise<Webhook | null>;
  /** The oldest first. */
  list(): Promise<Webhook[]>;
  get(id: string): Promise<(Webhook & { secret: string }) | null>;
  change(
    id: string,
    changes: Partial<Pick<Webhook, 'url' | 'events' | 'texts' | 'note' | 'on'>>,
  ): Promise<Webhook | null>;
  /** With all that waits for it. */
  remove(id: string): Promise<boolean>;
  /** The newest first. */
  deliveries(id: string, limit: number): Promise<WebhookDelivery[]>;
  /** Those that are on, alive, and have something waiting that may be tried now. */
  due(now: number): Promise<string[]>;
  /** `null`: nothing may be tried now. */
  next(id: string, now: number): Promise<Parcel | null>;
  /** Forgets what was delivered before the last `keep`. */
  settle(attempt: Attempt, keep: number): Promise<void>;
  /** Everything waiting from before, which counts as dropped. */
  giveUp(id: string, before: number, at: number): Promise<void>;
  /** Nothing is tried any more. */
  die(id: string, at: number): Promise<void>;
}
