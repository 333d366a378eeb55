/** The origin of the benches, in a process of its own: a 2 KB object, a 30 KB and a 150 KB page. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const row = '<tr><td>Ward 3</td><td class="name">A. Moreno</td><td>early</td><td>06:00 to 14:00</td></tr>\n';

function page(bytes: number): Buffer {
  const head =
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Rota</title>\n</head>\n<body><table>\n';
  const tail = '</table></body>\n</html>\n';
  return Buffer.from(head + row.repeat(Math.ceil((bytes - head.length - tail.length) / row.length)) + tail);
}

const files: Record<string, { type: string; body: Buffer }> = {
  '/object': { type: 'application/octet-stream', body: Buffer.alloc(2_048, 'x') },
  '/page30': { type: 'text/html; charset=utf-8', body: page(30_000) },
  '/page150': { type: 'text/html; charset=utf-8', body: page(150_000) },
};

const server = http.createServer((request, response) => {
  const file = files[request.url!];
  if (!file) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.length });
  response.end(file.body);
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`));
