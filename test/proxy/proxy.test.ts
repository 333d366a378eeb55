import { expect } from 'chai';
import { startOrigin } from '../../fixtures/origin.ts';
import { get, openTunnel, startProxy } from './harness.ts';

describe('createProxy', () => {
  it('refuses to be its own target', async () => {
    const test = await startProxy({ upstream: { allow: ['127.0.0.0/8'] } });
    const got = await get(test.port, `http://127.0.0.1:${test.port}/`);
    expect(got.headers['x-hallway-error']).to.equal('target_refused');
    await test.stop();
  });

  it('counts what it does', async () => {
    const test = await startProxy();
    await get(test.port, 'http://nowhere.invalid/');
    await get(test.port, 'http://nowhere.invalid/', { headers: { 'proxy-authorization': 'x' } });
    expect(test.proxy.stats()).to.include({
      requests: 1,
      failed: 1,
      challenges: 1,
      verifications: 1,
      activeRequests: 0,
    });
    await test.stop();
  });

  it('closes although somebody holds a connection open', async () => {
    const test = await startProxy();
    const socket = await openTunnel(test.port, 'a.test:443');
    socket.on('error', () => {});
    await test.stop();
    socket.destroy();
  });

  it('tells the rewriter once, while something waits, that a browser may hold pages of an origin', async () => {
    const origin = await startOrigin({ handler: (_request, response) => void response.end('<p>') });
    const told: (boolean | undefined)[] = [];
    const test = await startProxy({
      policy: { pages: 'invited' },
      upstream: { hosts: { 'site.test': origin.address } },
      rewriter: {
        begin(head, circumstances) {
          told.push(circumstances?.staleCopies);
          return {
            headers: head.headers,
            reason: '',
            respond: response => ({
              head: response,
              sweeps: head.path === '/swept',
              body: { write: chunk => chunk, end: () => Buffer.alloc(0), destroy() {} },
            }),
          };
        },
      },
    });
    test.gate.dueUsers.add('bob');
    for (const path of ['/', '/swept', '/']) await get(test.port, `http://site.test${path}`);
    test.gate.tell({ kind: 'settled', user: 'bob' });
    await get(test.port, 'http://site.test/');
    expect(told).to.deep.equal([true, true, false, true]);
    // The same when what waited all along could not be shown for a while: the host was paused, or all was switched off.
    await get(test.port, 'http://site.test/swept');
    test.gate.tell({ kind: 'due', user: 'bob' });
    await get(test.port, 'http://site.test/');
    expect(told.slice(4)).to.deep.equal([true, true]);
    await test.stop();
    await origin.close();
  });

  it('says when its port is taken', async () => {
    const test = await startProxy();
    const failure = await test.proxy.listen(test.port, '127.0.0.1').catch(error => error);
    expect(failure).to.be.instanceOf(Error);
    await test.stop();
  });
});
