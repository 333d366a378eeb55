import http2 from 'node:http2';
import { expect } from 'chai';
import { startOrigin } from '../../fixtures/origin.ts';
import { getOver, openSecure, openTunnel, startProxy, until } from './harness.ts';

describe('createInnerConnections', () => {
  it('lets answers in flight finish when the proxy closes, and ends idle sessions', async () => {
    const origin = await startOrigin({
      tls: 'h1',
      handler: (_request, response) => void setTimeout(() => response.end('whole'), 100),
    });
    const test = await startProxy({
      upstream: { hosts: { 'site.test': origin.address }, ca: [origin.root] },
    });
    const socket = await openSecure(test, 'site.test:443');
    const answer = getOver(socket, 'site.test');
    const other = await openSecure(test, 'site.test:443', { ALPNProtocols: ['h2'] });
    const session = http2.connect('https://site.test', { createConnection: () => other });
    await new Promise(resolve => session.once('remoteSettings', resolve));
    await until(() => origin.seen.length === 1);
    const ended = new Promise(resolve => session.once('close', resolve));
    await test.stop();
    expect((await answer).body).to.equal('whole');
    await ended;
    await origin.close();
  });

  it('hands plain requests for the magic host inside a CONNECT over with the identity', async () => {
    const test = await startProxy();
    const socket = await openTunnel(test.port, 'hallway.internal:80');
    const got = await getOver(socket, 'hallway.internal', '/pane');
    expect(JSON.parse(got.body)).to.deep.equal({
      ...{ user: 'bob', address: '127.0.0.1', host: 'hallway.internal' },
    });
    socket.destroy();
    await test.stop();
  });

  it('refuses a plain WebSocket to the magic host', async () => {
    const test = await startProxy();
    const socket = await openTunnel(test.port, 'hallway.internal:80');
    const got = await getOver(socket, 'hallway.internal', '/', {
      connection: 'upgrade',
      upgrade: 'websocket',
    });
    expect(got.status).to.equal(403);
    await test.stop();
  });
});
