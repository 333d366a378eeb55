import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { basic, sendRaw, startProxy, type TestProxy, until } from './harness.ts';

describe('createUpgrades', () => {
  let origin: Origin;
  let test: TestProxy;
  let seen: string[] = [];
  before(async () => {
    origin = await startOrigin({
      upgrade: (request, socket) => {
        socket.on('end', () => socket.end()).resume();
        seen = [request.url ?? '', ...request.rawHeaders];
        if (request.url === '/no') socket.end('HTTP/1.1 403 No\r\nContent-Length: 2\r\nX-A: 1\r\n\r\nno');
        else if (request.url === '/407')
          socket.end(
            'HTTP/1.1 407 Log in\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
          );
        else if (request.url === '/cut') socket.end('HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nno');
        else if (request.url !== '/hang')
          socket.end('HTTP/1.1 101 Up\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nhello');
      },
    });
    test = await startProxy({ upstream: { hosts: { 'a.test': origin.address } } });
  });
  after(async () => {
    await test.stop();
    await origin.close();
  });
  const head = (path: string) =>
    `GET http://a.test${path} HTTP/1.1\r\nHost: a.test\r\nProxy-Authorization: ${basic()}\r\nX-B: 2\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

  it('passes an upgrade in absolute form, path as it is and log-in left out', async () => {
    const text = await sendRaw(test.port, head('//x/../%zz'));
    expect(text)
      .to.match(/^HTTP\/1\.1 101 /)
      .and.match(/hello$/);
    expect(seen[0]).to.equal('//x/../%zz');
    expect(seen.join().toLowerCase()).to.include('x-b').and.not.include('proxy-authorization');
  });

  it('passes a refusal of the origin, and ends when it breaks off', async () => {
    expect(await sendRaw(test.port, head('/no'))).to.match(/^HTTP\/1\.1 403 No\r\n(.*\r\n)+no$/);
    expect(await sendRaw(test.port, head('/cut'))).to.match(/^HTTP\/1\.1 403 /);
  });

  it('passes no 407 on, which would make browsers forget their log-in', async () => {
    const text = await sendRaw(test.port, head('/407'));
    expect(text).to.match(/^HTTP\/1\.1 502 /);
    expect(text.toLowerCase()).not.to.contain('proxy-authenticate');
  });

  it('refuses a WebSocket to the magic host that is not secure, and one without a log-in', async () => {
    const magic = head('/').replaceAll('a.test', 'hallway.internal');
    expect(await sendRaw(test.port, magic)).to.match(/^HTTP\/1\.1 403 /);
    expect(await sendRaw(test.port, head('/').replace(basic(), 'x'))).to.match(/^HTTP\/1\.1 407 /);
  });

  it('leaves the origin when the browser leaves before the answer', async () => {
    const { connect } = await import('node:net');
    const socket = connect(test.port, '127.0.0.1', () => socket.write(head('/hang')));
    await until(() => seen[0] === '/hang');
    const open = origin.connections.open.size;
    socket.destroy();
    await until(() => origin.connections.open.size < open);
  });
});
