import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from './gate.ts';

/** Sends a plain request for the magic host to https; GET and HEAD alone have a place to go on to. */
export function redirectToSecure(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  host: string,
): void {
  // Nobody reads the body of a request that is sent elsewhere.
  request.resume();
  response.writeHead(308, {
    location: `https://${host}${path}`,
    'cache-control': 'no-store',
    'content-length': 0,
  });
  response.end();
}

/** Who asks, for the portal. */
export function visitorOf(user: string, address: string): Visitor {
  // The listener may be dual-stack; people and audit logs know the IPv4 form.
  return { user, address: address.startsWith('::ffff:') ? address.slice(7) : address };
}
