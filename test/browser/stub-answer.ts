import type { IncomingMessage, ServerResponse } from 'node:http';

const onePixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** By the kind of thing that the browser asks for: something of that kind that does nothing. */
const stubs: Record<string, { type: string; body: string | Buffer }> = {
  script: { type: 'text/javascript', body: '' },
  style: { type: 'text/css', body: '' },
  image: { type: 'image/gif', body: onePixel },
  iframe: { type: 'text/html', body: '<!doctype html><title>Stub</title>' },
  frame: { type: 'text/html', body: '<!doctype html><title>Stub</title>' },
};

/** Answers for the rest of the world, always in the same way. A page that goes elsewhere stays where it is. */
export function stubAnswer(request: IncomingMessage, response: ServerResponse): void {
  const kind = String(request.headers['sec-fetch-dest'] ?? '');
  const open = { 'access-control-allow-origin': String(request.headers.origin ?? '*') };
  request.resume();
  // Over http browsers do not say what they ask for, but a navigation asks to be upgraded.
  if (kind === 'document' || (kind === '' && request.headers['upgrade-insecure-requests'])) {
    response.writeHead(204).end();
    return;
  }
  const stub = stubs[kind];
  if (stub) response.writeHead(200, { ...open, 'content-type': stub.type }).end(stub.body);
  else response.writeHead(404, { ...open, 'content-type': 'text/plain' }).end('nothing here');
}
