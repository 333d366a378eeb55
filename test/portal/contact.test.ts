import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { pathOf } from '../../portal/contact.ts';
import { magicOrigin, openStage, type Stage } from './portal-harness.ts';

/** Sends bytes as they are and gives back all that comes. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', chunk => chunks.push(Buffer.from(chunk)));
  socket.end(text);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

describe('createContacts', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({ names: ['https://talk.example.org'] });
  });
  after(() => stage.close());

  it('answers under no name that it does not know (DNS rebinding)', async () => {
    const { status, json } = await stage.ask('/api/v1/me', { headers: { host: 'evil.example' } });
    expect([status, json.code]).to.deep.equal([421, 'wrong_host']);
    expect((await stage.ask('/healthz', { headers: { host: 'localhost:8081' } })).status).to.equal(200);
    expect((await stage.ask('/healthz', { headers: { host: 'talk.example.org' } })).status).to.equal(200);
  });

  it('refuses two hosts, and a whole URL where it is no proxy', async () => {
    const twice =
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n';
    expect(await raw(stage.directPort, twice)).to.match(/^HTTP\/1\.1 400 /);
    const absolute =
      'GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await raw(stage.directPort, absolute))
      .to.match(/^HTTP\/1\.1 400 /)
      .and.include('not a proxy');
  });

  it('gives a browser behind a TLS end a cookie that only https carries', async () => {
    const { headers, status } = await stage.ask('/login', {
      method: 'POST',
      body: 'name=alice&password=alice-has-a-password',
      headers: {
        host: 'talk.example.org',
        origin: 'https://talk.example.org',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(status).to.equal(303);
    expect(headers['set-cookie']![0]).to.match(/^__Host-hallway=.*; Secure$/);
  });

  it('sends pages of the magic origin to https, but for what sets a browser up', async () => {
    const account = await stage.askPlainMagic('alice', '/account');
    expect([account.status, account.headers.location]).to.deep.equal([308, `${magicOrigin}/account`]);
    for (const path of ['/', '/ca.crt', '/proxy.pac']) {
      expect((await stage.askPlainMagic('alice', path)).status, path).to.equal(200);
    }
    expect((await stage.askPlainMagic('alice', '/pane')).json.code).to.equal('origin_refused');
  });
});

describe('pathOf', () => {
  it('takes the path of whole URLs and of paths', () => {
    expect(pathOf('http://hallway.internal/a?b=http://c/')).to.equal('/a?b=http://c/');
    expect(pathOf('/a')).to.equal('/a');
    expect(pathOf('http://hallway.internal')).to.equal('/');
    expect(pathOf('http://hallway.internal?x')).to.equal('/?x');
    expect(pathOf(undefined)).to.equal('/');
  });
});
