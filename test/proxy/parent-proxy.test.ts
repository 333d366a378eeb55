import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { parseParentProxy } from '../../proxy/parent-proxy.ts';
import { get, getOver, openSecure, openTunnel, startProxy, type TestProxy } from './harness.ts';

describe('parseParentProxy', () => {
  it('reads host, port and log-in', () => {
    const parent = parseParentProxy('http://us%40er:p%3Aw@parent.test:3128');
    expect(parent).to.include({ host: 'parent.test', port: 3128 });
    expect(parent.authorization).to.equal(`Basic ${Buffer.from('us@er:p:w').toString('base64')}`);
    expect(parseParentProxy('parent.test:1').authorization).to.equal(null);
    expect(() => parseParentProxy('socks5://parent.test')).to.throw(TypeError);
  });
});

describe('openThroughParent', () => {
  let plain: Origin;
  let secure: Origin;
  let parent: TestProxy;
  let test: TestProxy;
  before(async () => {
    plain = await startOrigin({
      handler: (request, response) => void response.end(JSON.stringify(request.headers)),
    });
    secure = await startOrigin({ tls: 'h1', handler: (_request, response) => void response.end('secure') });
    const hosts = { 'site.test:80': plain.address, 'site.test:443': secure.address };
    parent = await startProxy({ policy: { intercept: 'never' }, upstream: { hosts } });
    const upstream = { ca: [secure.root], proxy: `http://alice:pw@127.0.0.1:${parent.port}` };
    test = await startProxy({ upstream });
  });
  after(async () => {
    await test.stop();
    await parent.stop();
    await plain.close();
    await secure.close();
  });

  it('sends plain requests in absolute form with its own log-in', async () => {
    const got = JSON.parse((await get(test.port, 'http://site.test/')).body);
    expect(got.host).to.equal('site.test');
    expect(got).to.not.have.property('proxy-authorization');
    expect(parent.lines.at(-1)).to.include({ user: 'alice', host: 'site.test' });
  });

  it('asks for a tunnel for https', async () => {
    const socket = await openSecure(test, 'site.test:443');
    expect((await getOver(socket, 'site.test')).body).to.equal('secure');
    socket.destroy();
  });

  it('tells of a parent that refuses', async () => {
    const socket = await openSecure(test, 'nowhere.invalid:443');
    const got = await getOver(socket, 'nowhere.invalid');
    expect(got.headers['x-hallway-error']).to.equal('parent_proxy');
    const refused = await openTunnel(test.port, '127.0.0.1:443').catch(error => error);
    expect(refused).to.not.be.instanceOf(Error);
    refused.destroy();
  });
});
