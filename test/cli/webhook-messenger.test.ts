import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { createMessenger } from '../../cli/webhook-messenger.ts';
import { createOriginClient, type OriginClient } from '../../proxy/index.ts';

describe('createMessenger', () => {
  let server: Server;
  let client: OriginClient;
  let port: number;
  let got: { request: IncomingMessage; body: string }[];
  before(async () => {
    server = createServer(async (request, response) => {
      got.push({ request, body: await text(request) });
      if (request.url === '/silent') return;
      if (request.url === '/away') response.writeHead(302, { Location: '/in' });
      response.end(request.url === '/endless' ? 'x'.repeat(100_000) : 'thanks');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    client = createOriginClient({
      upstream: {
        hosts: { 'receiver.test': `127.0.0.1:${port}` },
        ...{ ca: [], proxy: null, allow: [], connectPorts: [443] },
      },
      listeners: [],
      timeoutMs: 5_000,
    });
  });
  beforeEach(() => {
    got = [];
  });
  after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  const send = (url: string, signal = new AbortController().signal, timeoutMs = 5_000) =>
    createMessenger({ client, timeoutMs })(
      { url, headers: { 'Hallway-Event': 'ping', 'Content-Type': 'application/json' }, body: '{"ä":1}' },
      signal,
    );
  const failure = (asked: Promise<unknown>) => asked.then(String, (error: Error) => error.message);

  it('brings head and body to their receiver', async () => {
    expect(await send('http://receiver.test/in')).to.deep.equal({ status: 200 });
    const [{ request, body }] = got as [(typeof got)[0]];
    expect([request.method, request.url, body]).to.deep.equal(['POST', '/in', '{"ä":1}']);
    expect(request.headers).to.include({
      ...{ host: 'receiver.test', 'hallway-event': 'ping', 'content-type': 'application/json' },
      'content-length': '8',
    });
  });

  it('follows no redirect, and reads no answer to its end', async () => {
    expect(await send('http://receiver.test/away')).to.deep.equal({ status: 302 });
    expect(await send('http://receiver.test/endless')).to.deep.equal({ status: 200 });
    expect(got.map(({ request }) => request.url)).to.deep.equal(['/away', '/endless']);
  });

  it('does not go where the proxy would not', async () => {
    expect(await failure(send(`http://127.0.0.1:${port}/in`))).to.match(/may not be reached/);
    expect(await failure(send(`http://localhost:${port}/in`))).to.match(/may not be reached/);
    expect(await failure(send('http://169.254.169.254/latest'))).to.match(/may not be reached/);
    expect(await failure(send('https://receiver.test:22/'))).to.match(/port/);
    expect(got).to.deep.equal([]);
  });

  it('ends when its time is over, or somebody ends it', async () => {
    expect(await failure(send('http://receiver.test/silent', undefined, 50))).to.match(/in time/);
    const stop = new AbortController();
    const asked = failure(send('http://receiver.test/silent', stop.signal));
    stop.abort();
    expect(await asked).to.be.a('string');
  });
});
