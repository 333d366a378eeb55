import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { demoPages } from './demo-pages.ts';

/** The little intranet that the demo shows: the same pages over http and https. */
export interface DemoSite {
  http: string;
  https: string;
  close(): Promise<void>;
}

/** Serves it on two free loopback ports. */
export async function startDemoSite(certificate: SecureContextOptions): Promise<DemoSite> {
  const servers = [createHttpServer(answer), createHttpsServer(certificate, answer)];
  const addresses: string[] = [];
  for (const server of servers) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    addresses.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  return {
    http: addresses[0]!,
    https: addresses[1]!,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise(resolve => server.close(resolve));
      }
    },
  };
}

// As strict as a careful intranet would be: the window stands in such pages too.
const policy =
  "default-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'none'; object-src 'none'";

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?')[0]!;
  const page = demoPages[path];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  if (!page) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page.\n');
    return;
  }
  response.writeHead(200, {
    'content-type': `${page.type}; charset=utf-8`,
    'content-length': Buffer.byteLength(page.body),
    'cache-control': 'no-cache',
    'content-security-policy': policy,
  });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}
