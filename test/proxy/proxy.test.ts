import { expect } from 'chai';
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

  it('says when its port is taken', async () => {
    const test = await startProxy();
    const failure = await test.proxy.listen(test.port, '127.0.0.1').catch(error => error);
    expect(failure).to.be.instanceOf(Error);
    await test.stop();
  });
});
