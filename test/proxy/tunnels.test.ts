import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { openTunnel, startProxy, until } from './harness.ts';

describe('createTunnels', () => {
  it('counts tunnels and logs one line with the bytes of both ways when one is over', async () => {
    const server = net.createServer({ allowHalfOpen: true }, socket =>
      socket.once('end', () => socket.end('1234')).resume(),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const test = await startProxy({
      policy: { intercept: 'never' },
      upstream: { hosts: { 'a.test': `127.0.0.1:${port}` } },
    });
    const socket = await openTunnel(test.port, 'a.test:443');
    expect(test.proxy.stats()).to.include({ tunnels: 1, openTunnels: 1 });
    socket.write('12');
    // Those of tunnels that are open count, too.
    await until(() => test.proxy.stats().blindBytes === 2);
    socket.end('3');
    socket.resume();
    await until(() => test.proxy.stats().openTunnels === 0);
    expect(test.lines.at(-1)).to.include({
      method: 'CONNECT',
      host: 'a.test',
      bytes: 7,
      ...{ kind: 'tunnel', done: 'tunnel', why: 'never' },
      user: 'bob',
    });
    expect(test.proxy.stats().blindBytes).to.equal(7);
    await test.stop();
    server.close();
  });
});
