import type { WebhookKind } from '../relay/protocol.ts';

/** What a webhook is told: the parts that every event has, and those of its kind (docs/webhooks.md). */
export interface WebhookEvent {
  /** The same each time that this event is sent. */
  id: string;
  /** Counts the events of this webhook, without a gap unless some were dropped. 0: a `ping`. */
  n: number;
  kind: WebhookKind | 'ping';
  at: number;
  [more: string]: unknown;
}

export interface Sent {
  /** As it was shown when the webhook was made. */
  secret: string;
  headers: Headers | Record<string, string | string[] | undefined>;
  /** The very bytes, or their text; not parsed and put together again. */
  body: string | Uint8Array<ArrayBuffer>;
  now?: number;
  /** How old it may be; 5 minutes if not given. */
  toleranceMs?: number;
}

const header = (headers: Sent['headers'], name: string): string => {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : '';
};

/** The event, if it was really sent by this Hallway and lately; otherwise `null`. Compares in constant time. */
export async function verifyWebhook({
  secret,
  headers,
  body,
  now = Date.now(),
  toleranceMs = 300_000,
}: Sent): Promise<WebhookEvent | null> {
  const timestamp = header(headers, 'hallway-timestamp');
  const [, hex] = /^v1=([0-9a-f]{64})$/.exec(header(headers, 'hallway-signature')) ?? [];
  if (hex === undefined || Math.abs(now - Number(timestamp) * 1_000) > toleranceMs) return null;
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const bytes = (value: string) => new TextEncoder().encode(value);
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), how, false, ['verify']);
  const signature = Uint8Array.from(hex.match(/../g)!, pair => Number.parseInt(pair, 16));
  const isTrue = await crypto.subtle.verify('HMAC', key, signature, bytes(`${timestamp}.${text}`));
  return isTrue ? (JSON.parse(text) as WebhookEvent) : null;
}
