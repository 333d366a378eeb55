import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createHttpServer } from '../../proxy/http-server.ts';
import { sendRaw } from './harness.ts';

describe('createHttpServer', () => {
  const seen: string[] = [];
  const server = createHttpServer({
    request: (request, response) => {
      seen.push(`${request.rawHeaders.length}`);
      response.end('request');
    },
    upgrade: (_request, socket) => socket.end('HTTP/1.1 101 Up\r\n\r\n'),
    nextId: () => 'the-id',
  });
  let port = 0;
  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => server.close());
  const send = (head: string) => sendRaw(port, `${head}\r\nHost: a\r\nConnection: close, upgrade\r\n\r\n`);

  it('upgrades to WebSocket alone, and answers other wishes as plain requests', async () => {
    expect(await send('GET / HTTP/1.1\r\nUpgrade: WebSocket')).to.match(/ 101 /);
    expect(await send('GET / HTTP/1.1\r\nUpgrade: h2c')).to.match(/request$/);
    expect(await send('POST / HTTP/1.1\r\nUpgrade: websocket')).to.match(/request$/);
  });

  it('drops no header, however many there are', async () => {
    await send(`GET / HTTP/1.1${'\r\nA: 1'.repeat(3_000)}`);
    expect(seen.at(-1)).to.equal('6004');
  });

  it('answers what is no HTTP with an id to ask about', async () => {
    expect(await sendRaw(port, 'nonsense\r\n\r\n'))
      .to.match(/^HTTP\/1\.1 400 /)
      .and.include('the-id');
  });
});
