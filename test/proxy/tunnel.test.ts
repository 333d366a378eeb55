import net, { type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { Tunnel } from '../../proxy/tunnel.ts';
import { openTunnel, startProxy, type TestProxy, until } from './harness.ts';

describe('Tunnel', () => {
  let server: net.Server;
  let test: TestProxy;
  let arrived: Socket[];
  before(async () => {
    arrived = [];
    server = net.createServer({ allowHalfOpen: true }, socket => {
      arrived.push(socket);
      socket.on('error', () => {});
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    test = await startProxy({
      policy: { intercept: 'never' },
      upstream: { hosts: { 'site.test': `127.0.0.1:${port}`, 'closed.test': '127.0.0.1:1' } },
    });
  });
  after(async () => {
    await test.stop();
    await new Promise(resolve => server.close(resolve));
  });
  afterEach(async () => {
    for (const socket of arrived.splice(0)) socket.destroy();
    await until(() => test.proxy.stats().openTunnels === 0);
  });
  const connect = async (extra = '') => {
    const before = arrived.length;
    const browser = await openTunnel(test.port, 'site.test:443', 'bob', extra);
    await until(() => arrived.length > before);
    return { browser, origin: arrived.at(-1)! };
  };

  it('carries bytes both ways, those behind the CONNECT too', async () => {
    const { browser, origin } = await connect('early');
    expect(String(await read(origin))).to.equal('early');
    origin.write('answer');
    expect(String(await read(browser))).to.equal('answer');
    browser.destroy();
  });

  it('keeps the other direction open when one has ended', async () => {
    const { browser, origin } = await connect();
    browser.end('question');
    expect(String(await readAll(origin))).to.equal('question');
    origin.end('late answer');
    expect(String(await readAll(browser))).to.equal('late answer');
    await until(() => test.proxy.stats().openTunnels === 0);
  });

  it('holds a writer back while the other side does not read', async () => {
    const { browser, origin } = await connect();
    const chunk = Buffer.alloc(1 << 20);
    let before = -1;
    await until(() => {
      while (origin.writableLength < 8 << 20) origin.write(chunk);
      const isStill = origin.bytesWritten - origin.writableLength === before;
      before = origin.bytesWritten - origin.writableLength;
      return isStill;
    });
    expect(before).to.be.below(64 << 20);
    browser.destroy();
  });

  it('passes a broken connection on as broken', async () => {
    const { browser, origin } = await connect();
    const failure = new Promise(resolve => browser.once('error', resolve));
    browser.resume();
    origin.resetAndDestroy();
    expect(await failure).to.have.property('code', 'ECONNRESET');
  });

  it('answers 502 when nobody is there', async () => {
    const failure = await openTunnel(test.port, 'closed.test:443').catch(error => error);
    expect(failure.message).to.equal('HTTP/1.1 502');
  });

  describe('quiet', () => {
    let now = 0;
    const made: Socket[] = [];
    const record = (length: number, type = 23) =>
      Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), Buffer.alloc(length)]);

    async function watched() {
      const one = await pair();
      const two = await pair();
      now = 1_000;
      const tunnel = new Tunnel(one.near, two.near, { closed() {} }, () => now, true);
      tunnel.start(Buffer.alloc(0));
      const send = async (from: Socket, to: Socket, bytes: Buffer) => {
        const arrival = read(to);
        from.write(bytes);
        await arrival;
      };
      return {
        tunnel,
        request: (bytes: Buffer) => send(one.far, two.far, bytes),
        answer: (bytes: Buffer) => send(two.far, one.far, bytes),
        /** A first exchange, long past. */
        async settled() {
          await this.request(record(500, 22));
          await this.answer(record(900, 22));
          await this.request(record(400));
          now += 5_000;
          await this.answer(record(3_000));
          now += 2_000;
        },
      };
    }
    const pair = async () => {
      const listener = net.createServer({ allowHalfOpen: true });
      await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
      const accepted = new Promise<Socket>(resolve => listener.once('connection', resolve));
      const far = net.connect((listener.address() as AddressInfo).port, '127.0.0.1');
      const near = await accepted;
      listener.close();
      made.push(near, far);
      return { near, far };
    };
    afterEach(() => {
      for (const socket of made.splice(0)) socket.destroy();
    });

    it('is quiet some time after an answer', async () => {
      const tunnel = await watched();
      await tunnel.settled();
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(0);
      expect(tunnel.tunnel.quietInMs(3_000)).to.equal(1_000);
    });

    it('is not quiet while a request waits for its answer, however long', async () => {
      const tunnel = await watched();
      await tunnel.settled();
      await tunnel.request(record(300));
      now += 60_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });

    it('is not quiet in the middle of a record', async () => {
      const tunnel = await watched();
      await tunnel.settled();
      await tunnel.answer(record(3_000).subarray(0, 100));
      now += 60_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });

    it('does not take control frames of HTTP/2 for requests or answers', async () => {
      const tunnel = await watched();
      await tunnel.settled();
      for (const length of [26, 30, 34]) await tunnel.request(record(length));
      now += 2_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(0);
      await tunnel.request(record(200));
      await tunnel.answer(record(26));
      now += 2_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });

    it('is quiet when it was opened ahead of need and not used', async () => {
      const tunnel = await watched();
      await tunnel.request(record(500, 22));
      await tunnel.answer(record(900, 22));
      await tunnel.request(record(53));
      await tunnel.answer(Buffer.concat([record(250), record(250)]));
      now += 2_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(0);
      await tunnel.request(record(400));
      now += 2_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });

    it('waits longer where HTTP/2 may have answered another request than the last', async () => {
      const tunnel = await watched();
      await tunnel.settled();
      await tunnel.request(record(26));
      await tunnel.request(record(200));
      await tunnel.request(record(210));
      await tunnel.answer(record(900));
      now += 3_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(12_000);
    });

    it('does not take session tickets for the answer to the first request', async () => {
      const tunnel = await watched();
      await tunnel.request(record(500, 22));
      await tunnel.answer(record(900, 22));
      await tunnel.request(record(400));
      await tunnel.answer(Buffer.concat([record(250), record(250)]));
      now += 20_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(10_000);
    });

    it('is never quiet while a later request waits, whatever came at the opening', async () => {
      const tunnel = await watched();
      await tunnel.request(record(400));
      await tunnel.answer(Buffer.concat([record(250), record(250)]));
      now += 5_000;
      await tunnel.request(record(400));
      now += 60_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });

    it('is never quiet when it is not TLS', async () => {
      const tunnel = await watched();
      await tunnel.request(Buffer.from('SSH-2.0-client\r\n'));
      await tunnel.answer(Buffer.from('SSH-2.0-server\r\n'));
      now += 60_000;
      expect(tunnel.tunnel.quietInMs(1_500)).to.equal(null);
    });
  });
});

function read(socket: Socket): Promise<Buffer> {
  return new Promise(resolve => {
    socket.once('data', chunk => {
      socket.pause();
      resolve(chunk as Buffer);
    });
    socket.resume();
  });
}

async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', chunk => chunks.push(chunk as Buffer));
  socket.resume();
  await new Promise(resolve => socket.once('end', resolve));
  return Buffer.concat(chunks);
}
