import http2 from 'node:http2';
import type { Socket } from 'node:net';
import net from 'node:net';
import { expect } from 'chai';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { basic, type Got, getOver, openSecure, startProxy, type TestProxy, until } from './harness.ts';

describe('createBoundPools', () => {
  let plain: Origin;
  let secure: Origin;
  let test: TestProxy;
  /** Whom the origin takes a connection for, as NTLM has it. */
  const known = new WeakMap<Socket, string>();

  const handler: OriginHandler = ({ socket, headers }, response) => {
    const claim = /^NTLM (.+)/.exec(headers.authorization ?? '')?.[1];
    if (claim) known.set(socket, claim);
    const who = known.get(socket);
    if (!who) response.writeHead(401, { 'www-authenticate': 'NTLM' });
    response.end(who ?? 'nobody');
  };

  before(async () => {
    plain = await startOrigin({ handler });
    secure = await startOrigin({ tls: 'h1', handler });
    test = await startProxy({
      upstream: {
        hosts: { 'site.test:80': plain.address, 'site.test:443': secure.address },
        ca: [secure.root],
      },
    });
  });
  after(async () => {
    await test.stop();
    for (const origin of [plain, secure]) await origin.close();
  });

  const connect = () =>
    new Promise<Socket>(resolve => {
      const socket = net.connect(test.port, '127.0.0.1', () => resolve(socket));
    });
  const ask = (socket: Socket, user: string, authorization?: string): Promise<Got> =>
    getOver(socket, 'site.test', 'http://site.test/', {
      'proxy-authorization': basic(user),
      ...(authorization && { authorization }),
    });

  it('keeps a connection that somebody logged in for their own next requests', async () => {
    const [alice, bob] = [await connect(), await connect()];
    expect((await ask(bob, 'bob')).status).to.equal(401);
    expect((await ask(alice, 'alice', 'NTLM alice')).body).to.equal('alice');
    for (let round = 0; round < 3; round++) {
      expect((await ask(bob, 'bob')).body).to.equal('nobody');
      expect((await ask(alice, 'alice')).body).to.equal('alice');
    }
    for (const socket of [alice, bob]) socket.destroy();
  });

  it('tells apart people who come by one connection', async () => {
    const shared = await connect();
    expect((await ask(shared, 'alice', 'NTLM alice')).body).to.equal('alice');
    expect((await ask(shared, 'bob')).body).to.equal('nobody');
    expect((await ask(shared, 'alice')).body).to.equal('alice');
    shared.destroy();
  });

  it('closes the connection to the origin with the one from the browser', async () => {
    const socket = await connect();
    await ask(socket, 'alice', 'Negotiate x');
    expect((await ask(socket, 'alice', 'NTLM alice')).body).to.equal('alice');
    const before = plain.connections.open.size;
    socket.destroy();
    await until(() => plain.connections.open.size === before - 1);
  });

  it('holds inside intercepted connections too', async () => {
    const [alice, bob] = [
      await openSecure(test, 'site.test:443', {}, 'alice'),
      await openSecure(test, 'site.test:443', {}, 'bob'),
    ];
    expect((await getOver(alice, 'site.test', '/', { authorization: 'NTLM alice' })).body).to.equal('alice');
    expect((await getOver(bob, 'site.test')).body).to.equal('nobody');
    expect((await getOver(alice, 'site.test')).body).to.equal('alice');
    for (const socket of [alice, bob]) socket.destroy();
  });

  it('tells browsers that such a log-in is carried, and sends them from HTTP/2 to HTTP/1.1 for it', async () => {
    const socket = await connect();
    expect((await ask(socket, 'alice')).headers['proxy-support']).to.equal('Session-Based-Authentication');
    socket.destroy();
    const inside = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => inside });
    const stream = session.request({ ':path': '/' });
    stream.on('error', () => {});
    await new Promise(resolve => stream.once('close', resolve));
    expect(stream.rstCode).to.equal(http2.constants.NGHTTP2_HTTP_1_1_REQUIRED);
    session.destroy();
  });
});
