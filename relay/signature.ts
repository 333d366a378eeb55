import { createHmac } from 'node:crypto';
import type { Post } from './deliver.ts';

export interface Letter {
  webhook: string;
  url: string;
  secret: string;
  id: string;
  n: number;
  kind: string;
  at: number;
  data: Record<string, unknown>;
}

/** What goes over the wire: signed over time and body, so that neither can be changed, nor sent again much later. */
export function signedPost(letter: Letter, now: number): Post {
  const { webhook, url, secret, id, n, kind, at, data } = letter;
  const body = JSON.stringify({ id, n, kind, at, ...data });
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'Hallway-Webhook': webhook,
    'Hallway-Delivery': id,
    'Hallway-Number': String(n),
    'Hallway-Event': kind,
    'Hallway-Timestamp': timestamp,
    'Hallway-Signature': `v1=${signature}`,
  };
  return { url, headers, body };
}
