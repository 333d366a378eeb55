import { once } from 'node:events';
import http2 from 'node:http2';
import type { Socket } from 'node:net';
import { Duplex, duplexPair } from 'node:stream';
import tls from 'node:tls';
import { expect } from 'chai';
import { WebSocket, WebSocketServer } from 'ws';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { noMeter } from '../../proxy/meter.ts';
import { getOver, openSecure, openTunnel, startProxy, type TestProxy, until } from './harness.ts';

describe('createInterceptor', () => {
  let origin: Origin;
  let plain: Origin;
  let expired: Origin;
  let test: TestProxy;
  const routes: Record<string, OriginHandler> = {};
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on('connection', socket =>
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
  );
  const upgrade = (request: never, socket: Socket, head: Buffer) =>
    sockets.handleUpgrade(request, socket, head, done => sockets.emit('connection', done, request));

  before(async () => {
    origin = await startOrigin({ tls: 'h1', routes, upgrade: upgrade as never });
    plain = await startOrigin({ routes, upgrade: upgrade as never });
    const authority = await createTestAuthority();
    expired = await startOrigin({
      tls: 'h1',
      authority,
      certificate: await authority.issue(['old.test'], { days: -1 }),
    });
    test = await startProxy({
      policy: { bypass: ['blind.test'] },
      upstream: {
        hosts: {
          'site.test:443': origin.address,
          'site.test:80': plain.address,
          'blind.test': origin.address,
          'old.test': expired.address,
          'gone.test': '127.0.0.1:1',
        },
        ca: [origin.root, authority.root],
      },
    });
    routes['/'] = (request, response) =>
      void response.end(`${request.method} ${request.headers.cookie ?? ''}`);
  });
  after(async () => {
    await test.stop();
    for (const one of [origin, plain, expired]) await one.close();
  });

  it('tells of interceptions that came to nothing, in the log too', async () => {
    const told: string[] = [];
    const measuring = await startProxy({
      meter: { ...noMeter, interceptionFailed: (host, fault) => void told.push(`${host} ${fault}`) },
      upstream: { hosts: { 'site.test': origin.address, 'old.test': expired.address }, ca: [origin.root] },
    });
    const pinned = await openTunnel(measuring.port, 'site.test:443');
    pinned.write(await clientHello());
    // A fatal alert: unknown_ca (RFC 8446 6.2).
    pinned.once('data', () => pinned.write(Buffer.from([21, 3, 3, 0, 2, 2, 48])));
    await until(() => told.length > 0);
    expect(measuring.lines.at(-1)).to.include({ host: 'site.test', kind: 'connect', done: 'failed' });
    const leaving = await openTunnel(measuring.port, 'site.test:443');
    leaving.write(Buffer.from([22, 3, 1, 0, 200, 1]), () => leaving.resetAndDestroy());
    await until(() => told.length > 1);
    const socket = await openSecure(measuring, 'old.test:443');
    await until(() => told.length > 2);
    socket.destroy();
    expect(told).to.deep.equal(['site.test rejected', 'site.test left', 'old.test certificate']);
    await measuring.stop();
  });

  it('speaks for the host by HTTP/1.1, with a leaf of our own and one handshake with the origin', async () => {
    const opened = origin.connections.opened;
    const socket = await openSecure(test, 'site.test:443');
    expect(socket.getPeerCertificate().subject.CN).to.equal('site.test');
    expect((await getOver(socket, 'site.test')).body).to.equal('GET ');
    expect(origin.connections.opened).to.equal(opened + 1);
    socket.destroy();
  });

  it('speaks for the host by HTTP/2, and joins cookies and keeps repeated headers', async () => {
    routes['/many'] = (_request, response) => {
      response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], trailer: 'x-sum' });
      response.write('x');
      response.addTrailers({ 'x-sum': '7' });
      response.end();
    };
    const socket = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => socket });
    const first = await ask(session, { ':path': '/', cookie: ['a=1', 'b=2'] });
    expect(first.body).to.equal('GET a=1; b=2');
    const second = await ask(session, { ':path': '/many' });
    expect(second.headers['set-cookie']).to.deep.equal(['a=1', 'b=2']);
    expect(second.trailers['x-sum']).to.equal('7');
    session.destroy();
  });

  it('passes on by HTTP/2 what an origin repeats by mistake, in heads, interim heads and trailers', async () => {
    const twice = 'ETag: "a"\r\nETag: "b"\r\n';
    routes['/twice'] = request =>
      void request.socket.end(
        `HTTP/1.1 103 Early Hints\r\n${twice}\r\nHTTP/1.1 200 OK\r\n${twice}Trailer: etag\r\n` +
          `Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n${twice}\r\n`,
      );
    const socket = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => socket });
    const got = await ask(session, { ':path': '/twice' });
    expect([got.headers[':status'], got.body]).to.deep.equal([200, 'hi']);
    session.destroy();
  });

  it('uploads and downloads over HTTP/2 and resets a stream that breaks off', async () => {
    routes['/echo'] = (request, response) => void request.pipe(response);
    routes['/cut'] = (_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('x', () => response.socket?.destroy());
    };
    const socket = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => socket });
    const big = 'x'.repeat(2_000_000);
    expect((await ask(session, { ':path': '/echo', ':method': 'POST' }, big)).body.length).to.equal(
      big.length,
    );
    const failure = await ask(session, { ':path': '/cut' }).catch(error => error);
    expect(failure).to.be.instanceOf(Error);
    session.destroy();
  });

  it('refuses a request for another host inside the connection', async () => {
    const socket = await openSecure(test, 'site.test:443');
    expect((await getOver(socket, 'other.test')).status).to.equal(421);
    const second = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => second });
    expect((await ask(session, { ':path': '/', ':authority': 'other.test' })).headers[':status']).to.equal(
      421,
    );
    session.destroy();
  });

  for (const [host, code, word] of [
    ['old.test', 'certificate', 'expired'],
    ['gone.test', 'refused', 'accepts no connection'],
  ] as const) {
    it(`shows a page about ${host} and ends the connection`, async () => {
      const socket = await openSecure(test, `${host}:443`);
      const got = await getOver(socket, host, '/', { accept: 'text/html' });
      expect(got.status).to.equal(502);
      expect(got.headers['x-hallway-error']).to.equal(code);
      expect(got.headers.connection).to.equal('close');
      expect(got.body).to.include(word);
    });
  }

  it('leaves bypassed hosts their own certificate', async () => {
    const socket = await openSecure(test, 'blind.test:443', { ca: origin.root });
    expect(socket.getPeerCertificate().issuer.CN).to.equal('Test root');
    socket.destroy();
  });

  it('shows one leaf for all names below the magic host, and hands them over with the name', async () => {
    const socket = await openSecure(test, 'alice.hallway.internal:443');
    expect(socket.getPeerCertificate().subjectaltname).to.equal('DNS:*.hallway.internal');
    const { body } = await getOver(socket, 'alice.hallway.internal');
    expect(JSON.parse(body)).to.deep.include({ user: 'bob', host: 'alice.hallway.internal' });
    expect((await getOver(socket, 'hallway.internal')).status).to.equal(421);
    const deep = await openSecure(test, 'anna.maria.hallway.internal:443');
    expect(deep.getPeerCertificate().subjectaltname).to.equal('DNS:anna.maria.hallway.internal');
    for (const one of [socket, deep]) one.destroy();
  });

  it('shows a certificate of the organisation’s own only for the names that it is for', async () => {
    const authority = await createTestAuthority();
    const own = await authority.issue(['hallway.internal']);
    const other = await startProxy({ portalCertificate: own });
    const trust = { ca: [authority.root, other.authority.certificate] };
    const exact = await openSecure(other, 'hallway.internal:443', trust);
    expect(exact.getPeerCertificate().subjectaltname).to.equal('DNS:hallway.internal');
    const below = await openSecure(other, 'alice.hallway.internal:443', trust);
    expect(below.getPeerCertificate().subjectaltname).to.equal('DNS:*.hallway.internal');
    for (const one of [exact, below]) one.destroy();
    await other.stop();
  });

  it('hands the magic host over with the identity, whatever the policy, by HTTP/1.1', async () => {
    const never = await startProxy({ policy: { intercept: 'never' } });
    const socket = await openSecure(
      never,
      'hallway.internal:443',
      { ALPNProtocols: ['h2', 'http/1.1'] },
      'alice',
    );
    expect(socket.alpnProtocol).to.equal('http/1.1');
    const got = await getOver(socket, 'hallway.internal');
    expect(JSON.parse(got.body)).to.deep.equal({
      ...{ user: 'alice', address: '127.0.0.1', host: 'hallway.internal' },
    });
    socket.destroy();
    await never.stop();
  });

  it('carries plain HTTP inside a CONNECT', async () => {
    const socket = await openTunnel(test.port, 'site.test:80');
    expect((await getOver(socket, 'site.test')).body).to.equal('GET ');
    socket.destroy();
  });

  for (const secure of [false, true]) {
    it(`carries WebSockets, ${secure ? 'intercepted' : 'plain'}`, async () => {
      const target = secure ? 'site.test:443' : 'site.test:80';
      const socket = secure ? await openSecure(test, target) : await openTunnel(test.port, target);
      const client = new WebSocket('ws://site.test/chat?x=%zz', { createConnection: () => socket } as never);
      await new Promise((resolve, reject) => client.on('open', resolve).on('error', reject));
      client.send('hello');
      const echo = await new Promise(resolve => client.on('message', resolve));
      expect(String(echo)).to.equal('hello');
      client.close();
      await new Promise(resolve => client.on('close', resolve));
    });
  }

  it('tells a WebSocket client that its host cannot be reached', async () => {
    const socket = await openTunnel(test.port, 'gone.test:80');
    const client = new WebSocket('ws://gone.test/', { createConnection: () => socket } as never);
    const status = await new Promise(resolve => {
      client
        .on('unexpected-response', (_request, response) => resolve(response.statusCode))
        .on('error', resolve);
    });
    expect(status).to.equal(502);
  });

  it('takes no more requests from a person’s connections once their credentials are void', async () => {
    let finish = () => {};
    routes['/slow'] = (_request, response) => {
      finish = () => response.end('whole');
      response.write('the ');
    };
    const idle = await openSecure(test, 'site.test:443', {}, 'carol');
    const magic = await openSecure(test, 'hallway.internal:443', {}, 'carol');
    const busy = await openSecure(test, 'site.test:443', {}, 'carol');
    expect((await getOver(idle, 'site.test')).headers.connection).to.equal('keep-alive');
    expect((await getOver(magic, 'hallway.internal')).status).to.equal(200);
    const answer = getOver(busy, 'site.test', '/slow');
    await until(() => origin.seen.at(-1) === 'GET /slow');
    const asked = origin.seen.length;
    test.gate.tell({ kind: 'revoked', user: 'carol' });
    for (const [socket, host] of [
      [idle, 'site.test'],
      [magic, 'hallway.internal'],
    ] as const) {
      expect(await getOver(socket, host).catch(error => error)).to.be.instanceOf(Error);
    }
    finish();
    expect((await answer).body).to.equal('the whole');
    expect(origin.seen.length).to.equal(asked);
    busy.destroy();
  });

  it('survives clients that leave before, in and after the handshake', async () => {
    for (const bytes of ['', '\x16\x03\x01', '\x16\x03\x01\x00\x05hello', 'GET', '\x00\x01']) {
      const socket = await openTunnel(test.port, 'site.test:443');
      socket.on('error', () => {});
      if (bytes) socket.write(bytes, 'latin1');
      socket.destroy();
    }
    const refusing = await openSecure(test, 'site.test:443', { ca: [] }).catch(error => error);
    expect(refusing).to.be.instanceOf(Error);
    await until(() => test.proxy.stats().openInterceptions <= 1);
  });

  it('tunnels a host for a day where the programs of three people refuse our leaf, and says so', async () => {
    let now = 0;
    const told: string[] = [];
    const learning = await startProxy({
      policy: { learns: true },
      upstream: { hosts: { 'app.test': origin.address, 'site.test': origin.address }, ca: [origin.root] },
      exemptions: { kept: [], changed: (what, host) => void told.push(`${what} ${host}`) },
      now: () => now,
    });
    const browses = async (user: string, host = 'site.test') => {
      const socket = await openSecure(learning, `${host}:443`, {}, user);
      expect((await getOver(socket, host)).status).to.equal(200);
      socket.destroy();
    };
    for (const user of ['alice', 'bob', 'carol']) await browses(user);
    for (let times = 0; times < 4; times++) await saysNo(learning, 'app.test', 'alice');
    await leaves(learning, 'app.test', 'bob');
    expect(learning.proxy.exemptions()).to.deep.equal([]);
    await leaves(learning, 'app.test', 'carol');
    await until(() => learning.proxy.exemptions().length === 1);
    expect(learning.proxy.exemptions()).to.deep.equal([
      {
        ...{ host: 'app.test', reason: 'client_refused', count: 6, clients: 3 },
        ...{ firstAt: 0, lastAt: 0, until: 86_400_000 },
      },
    ]);
    const pinned = await openSecure(learning, 'app.test:443', { ca: origin.root }, 'dora');
    expect((await getOver(pinned, 'app.test')).body).to.equal('GET ');
    pinned.destroy();
    await browses('alice');
    expect(learning.proxy.endExemption('app.test')).to.equal(true);
    await browses('alice', 'app.test');
    now = 3_600_000;
    for (const user of ['alice', 'bob']) await saysNo(learning, 'app.test', user);
    expect(told).to.deep.equal(['learned app.test', 'ended app.test']);
    await learning.stop();
  });

  it('learns nothing while that is switched off, and gives up what it had learned', async () => {
    const learning = await startProxy({
      policy: { learns: true },
      upstream: { hosts: { 'app.test': origin.address }, ca: [origin.root] },
    });
    const refuse = async () => {
      for (const user of ['alice', 'bob', 'carol']) await saysNo(learning, 'app.test', user);
    };
    await refuse();
    await until(() => learning.proxy.exemptions().length === 1);
    const policy = { intercept: 'always' as const, bypass: [], pages: 'never' as const, skip: [] };
    learning.proxy.use({ policy: { ...policy, learns: false }, rewriter: null });
    expect(learning.proxy.exemptions()).to.deep.equal([]);
    const seen = learning.details.length;
    await refuse();
    await until(() => learning.details.length >= seen + 3);
    expect(learning.proxy.exemptions()).to.deep.equal([]);
    await learning.stop();
  });
});

/** As a program does that checks its pins once the handshake is done. */
async function leaves(test: TestProxy, host: string, user: string): Promise<void> {
  const socket = await openTunnel(test.port, `${host}:443`, user);
  const secure = tls.connect({ socket, servername: host, ca: [] });
  const [error] = await once(secure, 'error');
  expect(error.code).to.match(/SELF_SIGNED|UNABLE_TO/);
  socket.destroy();
}

/** As most programs do that trust other authorities: an alert in the middle of the handshake. */
async function saysNo(test: TestProxy, host: string, user: string): Promise<void> {
  const [near, far] = duplexPair();
  const client = tls.connect({ socket: near, servername: host, maxVersion: 'TLSv1.2' }).on('error', () => {});
  const [hello] = await once(far, 'data');
  client.destroy();
  const socket = await openTunnel(test.port, `${host}:443`, user);
  socket.write(hello);
  await once(socket, 'data');
  // Fatal, unknown_ca.
  socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 48]));
  await once(socket, 'close');
}

interface Answer {
  headers: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader;
  trailers: http2.IncomingHttpHeaders;
  body: string;
}

function ask(
  session: http2.ClientHttp2Session,
  headers: http2.OutgoingHttpHeaders,
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers, { endStream: body === '' });
    const answer: Answer = { headers: {}, trailers: {}, body: '' };
    stream.on('response', got => {
      answer.headers = got;
    });
    stream.on('trailers', got => {
      answer.trailers = got;
    });
    stream.on('data', chunk => {
      answer.body += chunk;
    });
    stream.on('end', () => {
      if (stream.rstCode === 0) setImmediate(resolve, answer);
    });
    stream.on('error', reject);
    stream.on('close', () =>
      stream.rstCode === 0 ? undefined : reject(new Error(`reset ${stream.rstCode}`)),
    );
    if (body) stream.end(body);
  });
}

/** What a client of TLS says first. */
function clientHello(): Promise<Buffer> {
  return new Promise(resolve => {
    const socket = new Duplex({ read() {}, write: (chunk: Buffer) => resolve(chunk) });
    tls.connect({ socket, servername: 'site.test' }).on('error', () => {});
  });
}
