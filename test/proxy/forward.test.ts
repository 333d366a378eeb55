import http from 'node:http';
import net from 'node:net';
import { expect } from 'chai';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { createInjector } from '../../injector/index.ts';
import type { Rewriter } from '../../proxy/index.ts';
import { basic, get, sendRaw, startProxy, type TestProxy, until } from './harness.ts';

describe('forward', () => {
  let origin: Origin;
  let test: TestProxy;
  const routes: Record<string, OriginHandler> = {};
  let rewriter: Rewriter | null = null;

  before(async () => {
    origin = await startOrigin({ routes });
    test = await startProxy({
      rewriter: { begin: head => rewriter?.begin(head) ?? null },
      policy: { pages: 'always' },
      upstream: { hosts: { 'site.test': origin.address, 'closed.test': '127.0.0.1:1' } },
    });
  });
  after(async () => {
    await test.stop();
    await origin.close();
  });
  beforeEach(() => {
    rewriter = null;
  });

  it('passes status, headers in order and repetition, and body', async () => {
    routes['/a'] = (_request, response) => {
      response.writeHead(203, 'Fine', [
        'Set-Cookie',
        'a=1',
        'X-Odd',
        'y',
        'Set-Cookie',
        'b=2',
        'Content-Length',
        '2',
      ]);
      response.end('ok');
    };
    const got = await get(test.port, 'http://site.test/a?b=%zz');
    expect(got.status).to.equal(203);
    expect(got.raw.slice(0, 6)).to.deep.equal(['Set-Cookie', 'a=1', 'X-Odd', 'y', 'Set-Cookie', 'b=2']);
    expect(got.body).to.equal('ok');
    expect(origin.seen.at(-1)).to.equal('GET /a?b=%zz');
  });

  it('keeps what concerns the connection and the proxy to itself', async () => {
    let seen: string[] = [];
    routes['/hop'] = (request, response) => {
      seen = request.rawHeaders.map(text => text.toLowerCase());
      response.writeHead(200, [
        'Connection',
        'x-private',
        'X-Private',
        '1',
        'Keep-Alive',
        'timeout=3',
        'X-Public',
        '2',
      ]);
      response.end();
    };
    const headers = {
      connection: 'keep-alive, x-secret',
      'x-secret': '1',
      'x-kept': '2',
      'proxy-connection': 'keep-alive',
    };
    const got = await get(test.port, 'http://site.test/hop', { headers });
    expect(seen).to.include('x-kept').and.not.include('x-secret');
    expect(seen).to.not.include('proxy-authorization').and.not.include('proxy-connection');
    expect(got.headers).to.have.property('x-public', '2');
    expect(got.headers).to.not.have.property('x-private');
  });

  it('streams an upload and its answer both ways at once', async () => {
    routes['/echo'] = (request, response) => void request.pipe(response);
    const request = http.request({
      host: '127.0.0.1',
      port: test.port,
      method: 'POST',
      path: 'http://site.test/echo',
      headers: { host: 'site.test', 'proxy-authorization': basic() },
    });
    request.write('one');
    const response = await new Promise<http.IncomingMessage>(resolve => request.on('response', resolve));
    const parts: string[] = [];
    response.on('data', chunk => {
      parts.push(String(chunk));
      if (parts.length === 1) request.end('two');
    });
    await new Promise(resolve => response.on('end', resolve));
    expect(parts).to.deep.equal(['one', 'two']);
  });

  it('holds the origin back while the browser does not read', async () => {
    let sent = 0;
    const total = 200 * 1024 * 1024;
    routes['/big'] = (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (sent < total) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    };
    const request = http.get({
      host: '127.0.0.1',
      port: test.port,
      path: 'http://site.test/big',
      headers: { host: 'site.test', 'proxy-authorization': basic() },
    });
    const response = await new Promise<http.IncomingMessage>(resolve => request.on('response', resolve));
    let before = -1;
    // Still when it has not moved between two looks.
    await until(() => {
      const isStill = sent === before;
      before = sent;
      return isStill && sent > 0;
    });
    expect(sent).to.be.below(40 * 1024 * 1024);
    request.destroy();
    response.destroy();
    await until(() => test.proxy.stats().activeRequests === 0);
  });

  it('keeps connections to the browser and to the origin alive', async () => {
    routes['/k'] = (_request, response) => void response.end('k');
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await get(test.port, 'http://site.test/k', { agent });
    const opened = origin.connections.opened;
    for (let round = 0; round < 5; round++) await get(test.port, 'http://site.test/k', { agent });
    expect(origin.connections.opened).to.equal(opened);
    agent.destroy();
  });

  it('passes early hints and trailers', async () => {
    routes['/t'] = (_request, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.writeHead(200, { trailer: 'x-sum' });
      response.write('x');
      response.addTrailers({ 'x-sum': '42' });
      response.end();
    };
    let hints = 0;
    const got = await new Promise<http.IncomingMessage>(resolve => {
      const headers = { host: 'site.test', 'proxy-authorization': basic() };
      http
        .get({ host: '127.0.0.1', port: test.port, path: 'http://site.test/t', headers }, resolve)
        .on('information', info => {
          hints = info.statusCode;
        });
    });
    await new Promise(resolve => got.on('end', resolve).resume());
    expect(hints).to.equal(103);
    expect(got.trailers).to.have.property('x-sum', '42');
  });

  it('lets an upload go on that waits for a 100', async () => {
    routes['/up'] = (request, response) => {
      let size = 0;
      request.on('data', chunk => {
        size += chunk.length;
      });
      request.on('end', () => response.end(String(size)));
    };
    const headers = {
      host: 'site.test',
      'proxy-authorization': basic(),
      expect: '100-continue',
      'content-length': '4',
    };
    const request = http.request({
      host: '127.0.0.1',
      port: test.port,
      method: 'PUT',
      path: 'http://site.test/up',
      headers,
    });
    request.flushHeaders();
    await new Promise(resolve => request.on('continue', resolve));
    request.end('body');
    const response = await new Promise<http.IncomingMessage>(resolve => request.on('response', resolve));
    const body = await new Promise<Buffer>(resolve => response.once('data', resolve));
    expect(String(body)).to.equal('4');
  });

  it('answers HEAD and 304 without a body and with the headers of the origin', async () => {
    routes['/h'] = (request, response) => {
      response.writeHead(request.headers['if-none-match'] ? 304 : 200, {
        'content-length': '5',
        etag: '"e"',
      });
      response.end(request.method === 'HEAD' ? undefined : 'hello');
    };
    const head = await get(test.port, 'http://site.test/h', { method: 'HEAD' });
    expect(head.headers['content-length']).to.equal('5');
    const unchanged = await get(test.port, 'http://site.test/h', { headers: { 'if-none-match': '"e"' } });
    expect(unchanged.status).to.equal(304);
    expect(unchanged.headers.etag).to.equal('"e"');
  });

  it('lets an answer through that comes before the upload is over', async () => {
    routes['/early'] = (_request, response) => {
      response.writeHead(413);
      response.end('too much');
    };
    const got = await get(test.port, 'http://site.test/early', {
      method: 'POST',
      body: Buffer.alloc(3_000_000),
    });
    expect(got.status).to.equal(413);
    expect(got.body).to.equal('too much');
  });

  for (const [kind, headers] of [
    ['a length', { 'content-length': '100' }],
    ['chunks', {}],
  ] as const) {
    it(`makes a transfer with ${kind} that breaks off look broken off`, async () => {
      routes['/cut'] = (_request, response) => {
        response.writeHead(200, headers);
        response.write('half', () => response.socket?.destroy());
      };
      const failure = await get(test.port, 'http://site.test/cut').catch(error => error);
      expect(failure).to.be.instanceOf(Error);
    });
  }

  it('stops the origin when the browser goes away in the middle of an upload or a download', async () => {
    let closed = 0;
    routes['/slow'] = (request, response) => {
      request.on('error', () => {});
      response.on('close', () => closed++);
      response.write('x');
    };
    for (const method of ['GET', 'POST']) {
      const length = method === 'POST' ? 'Content-Length: 1000\r\n' : '';
      const socket = net.connect(test.port, '127.0.0.1');
      socket.write(
        `${method} http://site.test/slow HTTP/1.1\r\nHost: site.test\r\n${length}Proxy-Authorization: ${basic()}\r\n\r\nab`,
      );
      await new Promise(resolve => socket.once('data', resolve));
      socket.destroy();
    }
    await until(() => closed === 2);
    await until(() => test.proxy.stats().activeRequests === 0);
  });

  it('asks once more when a kept connection turns out dead, but never for a POST', async () => {
    let count = 0;
    routes['/dying'] = (request, response) => {
      count++;
      if (count === 2) response.socket?.destroy();
      else response.end(request.method);
    };
    await get(test.port, 'http://site.test/dying');
    expect((await get(test.port, 'http://site.test/dying')).body).to.equal('GET');
    expect(count).to.equal(3);
    count = 1;
    expect((await get(test.port, 'http://site.test/dying', { method: 'POST', body: 'x' })).status).to.equal(
      502,
    );
    expect(count).to.equal(2);
  });

  it('answers HTTP/1.0 clients in their own way', async () => {
    routes['/old'] = (_request, response) => {
      response.write('a');
      response.end('b');
    };
    const text = await sendRaw(
      test.port,
      `GET http://site.test/old HTTP/1.0\r\nProxy-Authorization: ${basic()}\r\n\r\n`,
    );
    expect(text)
      .to.match(/^HTTP\/1\.1 200/)
      .and.match(/\r\n\r\nab$/);
  });

  it('writes one line per request without path or query', async () => {
    routes['/secret'] = (_request, response) => void response.end('12345');
    const before = test.lines.length;
    await get(test.port, 'http://site.test/secret?token=1');
    await until(() => test.lines.length > before);
    const line = test.lines.at(-1)!;
    expect(line).to.include({
      user: 'bob',
      method: 'GET',
      host: 'site.test',
      status: 200,
      bytes: 5,
      done: 'passed',
    });
    expect(JSON.stringify(line)).to.not.include('secret').and.not.include('token');
  });

  describe('with a rewriter', () => {
    const page = (
      write: (chunk: Buffer) => Buffer | Promise<Buffer>,
      end: () => Buffer = () => Buffer.alloc(0),
    ) => {
      rewriter = {
        begin: head => ({
          headers: [...head.headers, 'X-Asked', 'yes'],
          reason: '',
          respond: response => ({
            head: { ...response, headers: ['X-Page', '1'] },
            sweeps: false,
            body: { write, end, destroy() {} },
          }),
        }),
      };
    };
    beforeEach(() => {
      routes['/p'] = (request, response) => {
        response.write(`<p>${request.headers['x-asked'] ?? ''}`);
        response.end('</p>');
      };
    });

    it('leaves a paused host alone, and says so in the log', async () => {
      page(chunk => Buffer.from(String(chunk).toUpperCase()));
      test.gate.pausedHosts.add('site.test');
      const got = await get(test.port, 'http://site.test/p');
      test.gate.pausedHosts.clear();
      expect(got.body).to.equal('<p></p>');
      expect(got.headers).to.not.have.property('x-page');
      await until(() => test.lines.at(-1)?.why === 'paused');
      expect(test.lines.at(-1)).to.include({ host: 'site.test', kind: 'page', done: 'passed' });
    });

    it('gets no 304 for an injected copy that the browser kept from before the pause', async () => {
      rewriter = createInjector({
        loader: 'void 0',
        paneUrl: 'https://hallway.internal/pane',
        skip: [],
      });
      const html = '<!doctype html><title>Own</title>';
      routes['/kept'] = (request, response) => {
        const headers = { 'content-type': 'text/html', etag: '"e1"' };
        const isKnown = request.headers['if-none-match'] === '"e1"';
        response.writeHead(isKnown ? 304 : 200, headers).end(isKnown ? '' : html);
      };
      const visit = (tag?: string) =>
        get(test.port, 'http://site.test/kept', {
          headers: {
            ...{ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
            ...(tag && { 'if-none-match': tag }),
          },
        });
      const injected = await visit();
      expect(injected.body).to.include('data-hallway');
      expect((await visit(injected.headers.etag)).status).to.equal(304);

      test.gate.pausedHosts.add('site.test');
      const paused = await visit(injected.headers.etag);
      expect([paused.status, paused.body, paused.headers.etag]).to.deep.equal([200, html, '"e1"']);
      expect((await visit(paused.headers.etag)).status).to.equal(304);
      test.gate.pausedHosts.clear();

      // And the other way: the origin's own copy does not outlive the pause.
      expect((await visit(paused.headers.etag)).body).to.equal(injected.body);
    });

    it('sends its headers up and its head and body down', async () => {
      page(
        chunk => Buffer.from(String(chunk).toUpperCase()),
        () => Buffer.from('!'),
      );
      const got = await get(test.port, 'http://site.test/p');
      expect(got.body).to.equal('<P>YES</P>!');
      expect(got.headers['x-page']).to.equal('1');
    });

    it('notes at debug level what became of a page, without path or query', async () => {
      let reason = 'head';
      rewriter = {
        begin: head => ({
          headers: head.headers,
          get reason() {
            return reason;
          },
          respond: response => ({
            head: response,
            sweeps: false,
            body: {
              write(chunk) {
                reason = 'body';
                return chunk;
              },
              end: () => Buffer.alloc(0),
              destroy() {},
            },
          }),
        }),
      };
      await get(test.port, 'http://site.test/p?token=1');
      await until(() => test.lines.at(-1)?.why === 'body');
      expect(test.lines.at(-1)).to.include({ kind: 'page', host: 'site.test', done: 'rewritten' });

      rewriter = null;
      test.lines.length = 0;
      await get(test.port, 'http://site.test/p');
      await until(() => test.lines.length > 0);
      expect(test.lines[0]).to.include({ kind: 'resource', done: 'passed', why: undefined });
    });

    it('waits for promises, one call after the other', async () => {
      page(async chunk => {
        await new Promise(resolve => setImmediate(resolve));
        return chunk;
      });
      expect((await get(test.port, 'http://site.test/p')).body).to.equal('<p>yes</p>');
    });

    it('passes the page as it was when the filter throws before it gave anything', async () => {
      page(() => {
        throw new Error('no');
      });
      const got = await get(test.port, 'http://site.test/p');
      expect(got.body).to.equal('<p>yes</p>');
      expect(got.headers).to.not.have.property('x-page');
    });

    it('passes everything untouched when the rewriter itself throws', async () => {
      rewriter = {
        begin() {
          throw new Error('no');
        },
      };
      expect((await get(test.port, 'http://site.test/p')).body).to.equal('<p></p>');
    });
  });

  it('passes nothing of blocked types: a page that says so for navigations, nothing for the rest', async () => {
    const origin = await startOrigin({
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'Video/MP4; x=y' });
        response.write('the film');
        setTimeout(() => response.end('!'), 20);
      },
    });
    const test = await startProxy({
      policy: { blockedTypes: ['video/*'] },
      upstream: { hosts: { 'film.test': origin.address } },
    });
    const page = await get(test.port, 'http://film.test/', { headers: { 'sec-fetch-mode': 'navigate' } });
    expect([page.status, page.headers['x-hallway-error']]).to.deep.equal([403, 'blocked_type']);
    expect(page.body).to.include('content of this kind').and.to.include('video/mp4');
    const part = await get(test.port, 'http://film.test/', { headers: { 'sec-fetch-mode': 'no-cors' } });
    expect([part.status, part.body, part.headers['content-type']]).to.deep.equal([
      403,
      '',
      'text/plain; charset=utf-8',
    ]);
    const head = await get(test.port, 'http://film.test/', { method: 'HEAD' });
    expect(head.status).to.equal(403);
    expect(test.lines.map(({ done, error }) => [done, error])).to.deep.equal(
      Array(3).fill(['refused', 'blocked_type']),
    );
    await test.stop();
    await origin.close();
  });
});
