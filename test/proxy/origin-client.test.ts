import http from 'node:http';
import { expect } from 'chai';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import { createOriginClient, type OriginClient } from '../../proxy/index.ts';
import { authorityOf } from '../../proxy/origin-client.ts';

const place = { method: 'GET', secure: false, host: 'site.test', port: 80, path: '/', headers: [] };
const headers = ['Host', 'site.test', 'X-Own', '1'];

describe('createOriginClient', () => {
  let plain: Origin;
  let secure: Origin;
  let client: OriginClient;

  before(async () => {
    plain = await startOrigin({
      routes: {
        '/': (request, response) => {
          response.writeHead(203, [
            'X-Saw',
            request.headers['x-own'] ?? '',
            'Set-Cookie',
            'a',
            'Set-Cookie',
            'b',
          ]);
          response.end('body');
        },
        '/endless': (_request, response) => void response.write('x'.repeat(5000)),
        '/silent': () => {},
        '/echo': (request, response) => void request.pipe(response),
      },
    });
    secure = await startOrigin({ tls: 'h1', handler: (_request, response) => void response.end('safe') });
    client = createOriginClient({
      upstream: {
        hosts: { 'site.test': plain.address, 'safe.test': secure.address, 'looping.test': '127.0.0.1:9' },
        ca: [secure.root],
        proxy: null,
        allow: [],
        connectPorts: [443],
      },
      listeners: [9],
      timeoutMs: 300,
    });
  });
  after(async () => {
    await client.close();
    await Promise.all([plain.close(), secure.close()]);
  });

  const failure = (head: Partial<typeof place>) =>
    client.ask({ ...place, ...head }, headers, 1000).catch((error: Error & { code: string }) => error.code);

  it('sends a body where there is one', async () => {
    const body = Buffer.from('x'.repeat(300));
    const asked = [...headers, 'Content-Length', '300'];
    const answer = await client.ask(
      { ...place, method: 'POST', path: '/echo' },
      asked,
      1000,
      undefined,
      body,
    );
    expect(Buffer.concat(answer.chunks).toString()).to.equal('x'.repeat(300));
  });

  it('gives head and body as they came', async () => {
    const answer = await client.ask(place, headers, 1000);
    expect(answer.head.status).to.equal(203);
    expect(answer.head.headers.slice(0, 6)).to.deep.equal([
      'X-Saw',
      '1',
      'Set-Cookie',
      'a',
      'Set-Cookie',
      'b',
    ]);
    expect(Buffer.concat(answer.chunks).toString()).to.equal('body');
    expect(answer.end).to.equal('whole');
  });

  it('reaches origins over TLS, under the roots of the settings', async () => {
    const answer = await client.ask({ ...place, secure: true, host: 'safe.test', port: 443 }, headers, 1000);
    expect(Buffer.concat(answer.chunks).toString()).to.equal('safe');
  });

  it('reads no more than it is asked for, and waits no longer than it may', async () => {
    expect(await client.ask({ ...place, path: '/endless' }, headers, 1000)).to.include({ end: 'cut' });
    expect(await client.ask({ ...place, path: '/endless' }, headers, 9000)).to.include({ end: 'broken' });
    expect(await failure({ path: '/silent' })).to.equal('timeout');
  });

  it('ends with the deadline it was given', async () => {
    const ask = (path: string, deadline: AbortSignal) =>
      client.ask({ ...place, path }, headers, 9000, deadline).then(
        ({ end }) => end,
        error => error.code,
      );
    expect(await ask('/', AbortSignal.abort())).to.equal('timeout');
    const silent = new AbortController();
    const answer = ask('/silent', silent.signal);
    silent.abort();
    expect(await answer).to.equal('timeout');
    expect(await ask('/', new AbortController().signal)).to.equal('whole');
  });

  it('refuses what the proxy refuses', async () => {
    expect(await failure({ host: '127.0.0.1', port: plain.port })).to.equal('target_refused');
    expect(await failure({ host: 'looping.test' })).to.equal('target_refused');
    expect(await failure({ secure: true, host: 'safe.test', port: 22 })).to.equal('port_refused');
  });

  it('says what is wrong with a certificate', async () => {
    const distrusting = createOriginClient({
      upstream: {
        hosts: { 'safe.test': secure.address },
        ca: [],
        proxy: null,
        allow: [],
        connectPorts: [443],
      },
      listeners: [],
      timeoutMs: 1000,
    });
    const head = { ...place, secure: true, host: 'safe.test', port: 443 };
    const error = await distrusting.ask(head, headers, 10).catch((error: Error) => error);
    expect(error).to.have.property('code', 'certificate');
    await distrusting.close();
  });

  it('goes through the parent proxy', async () => {
    let asked = '';
    const parent = http.createServer((request, response) => {
      asked = request.url ?? '';
      response.end('by the parent');
    });
    await new Promise<void>(resolve => parent.listen(0, '127.0.0.1', resolve));
    const { port } = parent.address() as { port: number };
    const through = createOriginClient({
      upstream: { hosts: {}, ca: [], proxy: `http://127.0.0.1:${port}`, allow: [], connectPorts: [443] },
      listeners: [],
      timeoutMs: 1000,
    });
    const answer = await through.ask({ ...place, host: 'far.test' }, ['Host', 'far.test'], 1000);
    expect(Buffer.concat(answer.chunks).toString()).to.equal('by the parent');
    expect(asked).to.equal('http://far.test/');
    await through.close();
    parent.closeAllConnections();
    parent.close();
  });
});

describe('authorityOf', () => {
  it('leaves the usual port out', () => {
    expect(authorityOf({ host: 'a.test', port: 443, secure: true })).to.equal('a.test');
    expect(authorityOf({ host: 'a.test', port: 443, secure: false })).to.equal('a.test:443');
    expect(authorityOf({ host: '::1', port: 80, secure: false })).to.equal('[::1]');
  });
});
