import { expect } from 'chai';
import fc from 'fast-check';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { basic, get, openTunnel, sendRaw, startProxy, type TestProxy, until } from './harness.ts';

describe('createListener', () => {
  let origin: Origin;
  let test: TestProxy;
  before(async () => {
    origin = await startOrigin({
      handler: (request, response) => void response.end(`host=${request.headers.host}`),
      routes: {
        '/407': (_request, response) =>
          void response.writeHead(407, { 'proxy-authenticate': 'Basic realm="evil"' }).end('hello'),
      },
    });
    test = await startProxy({
      upstream: { hosts: { 'site.test': origin.address, 'closed.test': '127.0.0.1:1' } },
    });
  });
  after(async () => {
    await test.stop();
    await origin.close();
  });

  const auth = `Proxy-Authorization: ${basic()}\r\n`;

  describe('log-in', () => {
    it('asks for name and password, in UTF-8, and keeps the connection', async () => {
      const got = await get(test.port, 'http://site.test/', { headers: { 'proxy-authorization': '' } });
      expect(got.status).to.equal(407);
      expect(got.headers['proxy-authenticate']).to.equal('Basic realm="Hallway", charset="UTF-8"');
      expect(got.headers.connection).to.equal('keep-alive');
    });

    it('answers a CONNECT without log-in with a 407 and ends the socket', async () => {
      const text = await sendRaw(test.port, 'CONNECT site.test:443 HTTP/1.1\r\nHost: site.test:443\r\n\r\n');
      expect(text)
        .to.match(/^HTTP\/1\.1 407 /)
        .and.match(/\r\nConnection: close\r\n/);
    });

    it('lets no origin pretend that the log-in was refused', async () => {
      const got = await get(test.port, 'http://site.test/407');
      expect([got.status, got.body]).to.deep.equal([502, 'hello']);
      expect(got.headers).not.to.have.property('proxy-authenticate');
    });

    it('says when to come back after too many failures', async () => {
      const got = await get(test.port, 'http://site.test/', {
        headers: { 'proxy-authorization': basic('hasty') },
      });
      expect(got.status).to.equal(407);
      expect(got.headers['retry-after']).to.equal('3');
    });

    it('asks the gate once for many requests, and again when the credentials were revoked', async () => {
      const headers = { 'proxy-authorization': basic('zoë') };
      await Promise.all([1, 2, 3].map(() => get(test.port, 'http://site.test/', { headers })));
      const asked = test.gate.asked;
      await get(test.port, 'http://site.test/', { headers });
      expect(test.gate.asked).to.equal(asked);
      test.gate.tell({ kind: 'revoked', user: 'zoë' });
      await get(test.port, 'http://site.test/', { headers });
      expect(test.gate.asked).to.equal(asked + 1);
      expect(test.gate.seenUsers).to.include('zoë');
    });
  });

  describe('requests that could be read in two ways', () => {
    const refused: [string, string, string][] = [
      ['two hosts', 'Host: site.test\r\nHost: other.test\r\n', 'duplicate_host'],
      ['a coding that is not chunked', 'Host: site.test\r\nTransfer-Encoding: xchunked\r\n', 'bad_framing'],
      ['chunked twice', 'Host: site.test\r\nTransfer-Encoding: chunked, chunked\r\n', 'bad_framing'],
      ['gzip and chunked', 'Host: site.test\r\nTransfer-Encoding: gzip, chunked\r\n', 'bad_framing'],
      [
        'length and chunks',
        'Host: site.test\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n',
        'bad_framing',
      ],
      ['two lengths', 'Host: site.test\r\nContent-Length: 3\r\nContent-Length: 4\r\n', 'bad_framing'],
      ['a signed length', 'Host: site.test\r\nContent-Length: +3\r\n', 'bad_framing'],
      ['a folded header', 'Host: site.test\r\nX: a\r\n b\r\n', 'bad_request'],
      ['a space before the colon', 'Host: site.test\r\nX : a\r\n', 'bad_request'],
      ['giant headers', `Host: site.test\r\nX: ${'a'.repeat(70_000)}\r\n`, 'headers_too_large'],
    ];
    for (const [what, headers, code] of refused) {
      it(`refuses ${what}`, async () => {
        const before = origin.seen.length;
        const text = await sendRaw(test.port, `POST http://site.test/ HTTP/1.1\r\n${auth}${headers}\r\n`);
        expect(text).to.include(`X-Hallway-Error: ${code}`);
        expect(text.split('\r\n')[0]).to.match(code === 'headers_too_large' ? / 431 / : / 400 /);
        expect(origin.seen.length).to.equal(before);
      });
    }

    it('takes the address for the host when the Host header says otherwise', async () => {
      const got = await get(test.port, 'http://site.test/', { headers: { host: 'other.test' } });
      expect(got.body).to.equal('host=site.test');
    });

    it('sends a chunked DELETE on as one request', async () => {
      const body = '1b\r\nGET /smuggled HTTP/1.1\r\nX: \r\n0\r\n\r\n';
      const head = `DELETE http://site.test/d HTTP/1.1\r\nHost: site.test\r\n${auth}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
      await sendRaw(test.port, head + body);
      expect(origin.seen.at(-1)).to.equal('DELETE /d');
      expect(origin.seen.join()).to.not.include('smuggled');
    });
  });

  it('tells a web client that this is a proxy', async () => {
    const text = await sendRaw(test.port, `GET / HTTP/1.1\r\nHost: x\r\n${auth}\r\n`);
    expect(text).to.include('X-Hallway-Error: not_a_proxy_request');
  });

  for (const url of [
    'http://',
    'http://a b/',
    'http://user@site.test/',
    'http://site.test:99999/',
    'http://[::1/',
    'ftp://site.test/',
  ]) {
    it(`refuses the address ${url}`, async () => {
      const text = await sendRaw(test.port, `GET ${url} HTTP/1.1\r\nHost: x\r\n${auth}\r\n`);
      expect(text).to.match(/^HTTP\/1\.1 400 /);
    });
  }

  describe('failures', () => {
    it('shows a page with the id that the log has', async () => {
      const got = await get(test.port, 'http://closed.test/', { headers: { accept: 'text/html' } });
      expect(got.status).to.equal(502);
      expect(got.headers['cache-control']).to.equal('no-store');
      await until(() => test.lines.some(line => line.host === 'closed.test'));
      expect(got.body).to.include(String(test.lines.findLast(line => line.host === 'closed.test')?.id));
    });

    it('says that there is no such name', async () => {
      const got = await get(test.port, 'http://nowhere.invalid/');
      expect(got.status).to.equal(502);
      expect(got.headers['x-hallway-error']).to.equal('dns');
    });

    for (const host of [
      '127.0.0.1',
      '127.1',
      '0',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      'localhost',
    ]) {
      it(`refuses ${host} as a target`, async () => {
        const got = await get(test.port, `http://site.test/`, { path: `http://${host}:${origin.port}/` });
        expect(got.status).to.equal(403);
        expect(got.headers['x-hallway-error']).to.equal('target_refused');
      });
    }

    it('refuses CONNECT to other ports', async () => {
      const failure = await openTunnel(test.port, 'site.test:25').catch(error => error);
      expect(failure.message).to.equal('HTTP/1.1 403');
    });
  });

  it('hands plain requests for the magic host over with the identity', async () => {
    const got = await get(test.port, 'http://Hallway.Internal./pane?x=1', { method: 'POST', body: 'x' });
    expect(JSON.parse(got.body)).to.deep.equal({
      ...{ user: 'bob', address: '127.0.0.1', host: 'hallway.internal' },
    });
  });

  it('survives any bytes', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'GET ',
        'CONNECT ',
        'http://site.test/',
        ' HTTP/1.1\r\n',
        '\r\n',
        'Host: site.test\r\n',
        auth,
        '\0',
        '%',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async pieces => {
        const text = await sendRaw(test.port, `${pieces.join('')}\r\nX\r\n\r\n\x00`);
        expect(text === '' || text.startsWith('HTTP/1.1 ')).to.equal(true);
      }),
      { numRuns: 100 },
    );
    expect((await get(test.port, 'http://site.test/')).status).to.equal(200);
  });

  it('finishes what is in flight when it closes', async () => {
    const slow = await startOrigin({
      handler: (_request, response) => void setTimeout(() => response.end('whole'), 100),
    });
    const other = await startProxy({ upstream: { hosts: { 'slow.test': slow.address } } });
    const answer = get(other.port, 'http://slow.test/');
    await until(() => slow.seen.length === 1);
    await other.stop();
    expect((await answer).body).to.equal('whole');
    await slow.close();
  });
});
