import net, { type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { createParkedSockets } from '../../proxy/parked-sockets.ts';
import { until } from './harness.ts';

describe('createParkedSockets', () => {
  let server: net.Server;
  const far: Socket[] = [];
  before(async () => {
    server = net.createServer(socket => void far.push(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());
  const open = async () => {
    const count = far.length;
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    await until(() => far.length > count);
    return socket;
  };

  it('gives each socket out once, to whoever asks for its host', async () => {
    const parked = createParkedSockets(5_000);
    const socket = await open();
    parked.park('a.test', 443, socket);
    expect(parked.take('b.test', 443)).to.equal(null);
    expect(parked.take('a.test', 443)).to.equal(socket);
    expect(parked.take('a.test', 443)).to.equal(null);
    socket.destroy();
  });

  it('drops a socket that waits too long, ends or speaks', async () => {
    const parked = createParkedSockets(30);
    const [waits, ends, speaks] = [await open(), await open(), await open()];
    parked.park('a', 1, waits);
    parked.park('b', 1, ends);
    parked.park('c', 1, speaks);
    far.at(-2)?.end();
    far.at(-1)?.write('?');
    await until(() => waits.destroyed && ends.destroyed && speaks.destroyed);
    for (const host of ['a', 'b', 'c']) expect(parked.take(host, 1)).to.equal(null);
  });

  it('destroys all that wait', async () => {
    const parked = createParkedSockets(5_000);
    const socket = await open();
    parked.park('a', 1, socket);
    parked.destroy();
    expect(socket.destroyed).to.equal(true);
  });
});
