import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { openStage, type Stage } from './portal-harness.ts';

describe('createApp', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  async function raw(text: string): Promise<string> {
    const socket = connect(stage.directPort, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', chunk => chunks.push(Buffer.from(chunk)));
    socket.write(text);
    await once(socket, 'close');
    return Buffer.concat(chunks).toString();
  }

  it('answers what is no HTTP, and headers without end, each in its own words', async () => {
    const noise = await raw('hello\r\n\r\n');
    expect(noise)
      .to.match(/^HTTP\/1\.1 400 /)
      .and.include('"code":"malformed"');
    const endless = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
    expect(endless)
      .to.match(/^HTTP\/1\.1 431 /)
      .and.include('application/problem+json');
    expect((await stage.ask('/healthz')).status).to.equal(200);
  });

  it('says in words that a host is missing, and that it opens no tunnels', async () => {
    const hostless = await raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(hostless)
      .to.match(/^HTTP\/1\.1 421 /)
      .and.include('"code":"wrong_host"');
    const tunnel = await raw('CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n');
    expect(tunnel)
      .to.match(/^HTTP\/1\.1 405 /)
      .and.include('The proxy listens at another port');
  });

  it('keeps what went wrong inside in the log, and gives the log’s number', async () => {
    const own = await openStage({ metrics: () => Promise.reject(new Error('secret detail')) });
    const { status, json } = await own.ask('/metrics');
    await own.close();
    expect([status, json.code]).to.deep.equal([500, 'internal']);
    expect(json.detail)
      .to.match(/[0-9a-f]{8}-/)
      .and.not.include('secret');
    expect(own.logged.join()).to.include('secret detail');
  });

  it('has the defensive headers on errors too', async () => {
    const { headers } = await stage.ask('/api/v1/%');
    expect(headers).to.include({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });
});

describe('refuseOtherMethods', () => {
  it('names the methods of each address, before it reads a body', async () => {
    const stage = await openStage();
    const login = await stage.ask('/login', { method: 'PUT', body: 'x' });
    const pac = await stage.ask('/proxy.pac', { method: 'POST' });
    await stage.close();
    expect([login.status, login.headers.allow]).to.deep.equal([405, 'GET, HEAD, POST']);
    expect([pac.status, pac.headers.allow]).to.deep.equal([405, 'GET, HEAD']);
  });
});

describe('drain', () => {
  it('cuts what is not done in time', async () => {
    const stage = await openStage();
    const socket = connect(stage.directPort, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n');
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
    // A cut may arrive as a reset.
    socket.on('error', () => {});
    socket.resume();
    await stage.close();
    await closed;
  });
});
