/** The origin of the benches, in a process of its own: a 2 KB object, a 30 KB and a 150 KB page, in any coding. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodings } from './encodings.ts';
import { page } from './page.ts';

const files: Record<string, { type: string; body: Buffer }> = {
  '/object': { type: 'application/octet-stream', body: Buffer.alloc(2_048, 'x') },
  '/page30': { type: 'text/html; charset=utf-8', body: page(30_000) },
  '/page150': { type: 'text/html; charset=utf-8', body: page(150_000) },
};

const made = new Map<string, Buffer>();

/** Compressed once, as a server that keeps its pages so. */
function bodyIn(coding: string, path: string, body: Buffer): Buffer {
  const key = `${coding} ${path}`;
  const known = made.get(key) ?? encodings[coding]?.encode(body) ?? body;
  made.set(key, known);
  return known;
}

const server = http.createServer((request, response) => {
  const path = request.url!;
  const file = files[path];
  if (!file) return void response.writeHead(404).end();
  // The load asks for one coding by its name, or for identity.
  const coding = String(request.headers['accept-encoding'] ?? 'identity');
  const body = bodyIn(coding, path, file.body);
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': body.length,
    ...(body === file.body ? {} : { 'content-encoding': coding }),
  });
  response.end(body);
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`));
