import type { OriginClient } from '../proxy/index.ts';
import type { Deliver } from '../relay/index.ts';
import { originRequest } from './origin-request.ts';

/** What may be read of an answer, of which the status alone is wanted. */
const maxAnswerBytes = 16 * 1024;

export interface MessengerOptions {
  /** Reaches what people reach through the proxy, and nothing else. */
  client: Pick<OriginClient, 'ask'>;
  /** For the whole of it; 10 seconds if not given. */
  timeoutMs?: number;
}

/** Brings webhooks what they are told, under the proxy's own rules: addresses are judged after their name is resolved. */
export function createMessenger({ client, timeoutMs = 10_000 }: MessengerOptions): Deliver {
  return async ({ url, headers, body }, signal) => {
    const content = Buffer.from(body);
    const request = originRequest(
      'POST',
      new URL(url),
      [
        ['User-Agent', 'Hallway-Webhooks'],
        ['Accept', '*/*'],
        ...Object.entries(headers),
        ['Content-Length', String(content.length)],
      ].flat(),
    );
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const { head } = await client.ask(request, request.headers, maxAnswerBytes, deadline, content);
    return { status: head.status };
  };
}
