import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { type Origin, startOrigin } from '../fixtures/origin.ts';
import { until } from './proxy/harness.ts';

const password = 'planted-password-of-alice';
const page = '<!doctype html><title>planted-title</title><p>planted-body';
const secretHeaders = {
  referer: 'http://site.test/planted-referer?planted=1',
  cookie: 'session=planted-cookie',
  'x-own': 'planted-header',
};

/** Real traffic through the real command line at its most talkative; then its log is searched for what was planted. */
describe('the log', function () {
  this.timeout(60_000);
  let origin: Origin;
  let secure: Origin;
  let server: HallwayProcess;
  let token: string;

  before(async () => {
    const handler: Parameters<typeof startOrigin>[0] = {
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=planted-set-cookie' });
        response.end(page);
      },
      routes: {
        '/planted-path/nonsense': ({ socket }) => socket.end('planted-nonsense is no HTTP\r\n\r\n'),
        '/planted-path/cut': (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html', 'content-length': '9999' });
          response.write(page, () => response.destroy());
        },
        '/planted-path/gzip': (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
          response.end('planted-gzip, which is none');
        },
      },
    };
    origin = await startOrigin(handler);
    secure = await startOrigin({ ...handler, tls: 'h1' });
    server = await startHallway({
      variables: {
        HALLWAY_LOG_LEVEL: 'debug',
        HALLWAY_UPSTREAM_HOSTS: JSON.stringify({
          'site.test:80': origin.address,
          'site.test:443': secure.address,
          'gone.test': '127.0.0.1:1',
        }),
      },
    });
    await server.addUser('alice', password);
    await server.addUser('bob', 'planted-password-of-bob');
    token = await server.token('alice');
  });
  after(async () => {
    server?.stop();
    await Promise.all([origin?.close(), secure?.close()]);
  });

  const log = () => readFileSync(join(server.folder, 'log'), 'utf8');
  const lines = () =>
    log()
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const basic = (word = password) => `Basic ${Buffer.from(`alice:${word}`).toString('base64')}`;

  /** By the proxy; fulfilled whatever came of it. */
  function browse(url: string, headers: Record<string, string> = {}): Promise<void> {
    const [host, port] = server.proxy.split(':');
    const own = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', accept: 'text/html' };
    return new Promise(resolve => {
      const request = httpRequest({
        ...{ host, port, path: url, agent: false },
        headers: {
          host: new URL(url).host,
          'proxy-authorization': basic(),
          ...own,
          ...secretHeaders,
          ...headers,
        },
      });
      request.on('response', response => response.resume().on('close', resolve));
      request.on('error', () => resolve()).end();
    });
  }

  function send(to: string, text: string): Promise<void> {
    const [host, port] = to.split(':') as [string, string];
    return new Promise(resolve => {
      const socket = connect(Number(port), host, () => socket.end(text));
      socket.resume().on('error', () => {});
      socket.on('close', () => resolve());
    });
  }

  async function browseSecurely(path: string): Promise<void> {
    const [host, port] = server.proxy.split(':') as [string, string];
    const socket = await new Promise<Socket>(resolve => {
      const tunnel = connect(Number(port), host, () =>
        tunnel.write(`CONNECT site.test:443 HTTP/1.1\r\nProxy-Authorization: ${basic()}\r\n\r\n`),
      );
      tunnel.once('data', () => resolve(tunnel));
    });
    const inner = tls.connect({ socket, servername: 'site.test', ca: await server.caPem() });
    inner.on('error', () => {});
    inner.end(
      `GET ${path} HTTP/1.1\r\nHost: site.test\r\nCookie: planted-cookie\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n`,
    );
    await new Promise(resolve => inner.resume().once('close', resolve));
  }

  const ask = (method: string, path: string, body?: string | object, headers: object = {}) =>
    fetch(`http://${server.portal}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...secretHeaders,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : (body ?? null),
    }).then(answer => answer.text());

  it('holds a line for each request, and nothing of what people said, read or logged in with', async () => {
    for (const path of ['', '/nonsense', '/cut', '/gzip'])
      await browse(`http://site.test/planted-path${path}?planted-query=1`);
    await browse('http://gone.test/planted-path?planted-query=1');
    await browse('http://site.test/planted-path', {
      'proxy-authorization': basic('planted-wrong-password'),
    });
    await browseSecurely('/planted-path?planted-query=1');
    await send(server.proxy, `GET http://site.test/planted path HTTP/1.1\r\nX: planted\r\n\r\n`);
    await send(server.proxy, `GET http://u:planted-password@site.test/ HTTP/1.1\r\nHost: a\r\n\r\n`);

    await ask('POST', '/api/v1/login', { name: 'alice', password });
    await ask('POST', '/api/v1/login', { name: 'alice', password: 'planted-wrong-password' });
    const invited = JSON.parse(
      await ask('POST', '/api/v1/invitations', {
        to: ['bob'],
        header: 'planted-header',
        message: 'planted-text',
      }),
    ) as { conversation: string };
    const messages = `/api/v1/conversations/${invited.conversation}/messages`;
    await ask('POST', messages, { clientId: 'c1', text: 'planted-text http://gone.test/planted-link' });
    await ask('POST', messages, '{"text": "planted-text", broken');
    await ask('GET', '/api/v1/users?query=planted-query');
    await ask('GET', '/l/planted-secret-of-a-link');
    await ask('GET', '/u/planted-name?planted=1');
    await ask('GET', '/api/v1/me', undefined, { authorization: 'Bearer planted-token' });
    await send(server.portal, 'GET /%zz/planted-path HTTP/1.1\r\nHost: planted.test\r\n\r\n');
    await new Promise<void>(resolve => {
      const channel = new WebSocket(`ws://${server.portal}/api/v1/channel?cursor=planted`, ['hallway.v1'], {
        headers: { authorization: `Bearer ${token}`, ...secretHeaders },
      });
      channel.on('error', () => {}).on('close', () => resolve());
      channel.on('unexpected-response', (_request, response) => response.resume().on('end', resolve));
    });
    await browse('http://last.test/');
    await until(() => log().includes('last.test'));

    expect(log()).to.not.match(/planted/i);
    const secrets = [token, basic().slice(6), Buffer.from('alice:planted-wrong-password').toString('base64')];
    for (const secret of secrets) expect(log().includes(secret)).to.equal(false);
    const requests = lines().filter(({ msg }) => msg === 'request');
    expect(requests.length).to.be.greaterThan(15);
    for (const line of requests)
      expect(line).to.include.keys(
        'id',
        'kind',
        'status',
        'done',
        ...(line.kind === 'channel' ? [] : ['ms']),
      );
    const pages = requests.filter(({ kind, host }) => kind === 'page' && host === 'site.test');
    expect(pages.map(({ why }) => why)).to.include.members(['inserted']);
    for (const line of pages) expect(line).to.include({ user: 'alice' });
  });

  it('agrees with the figures', async () => {
    const text = await (await fetch(`http://${server.portal}/metrics`)).text();
    const figure = (name: string) =>
      Number(
        text
          .split('\n')
          .find(line => line.startsWith(`${name} `))
          ?.split(' ')
          .at(-1),
      );
    expect(figure('hallway_proxy_pages_total{outcome="injected",reason="inserted"}')).to.be.at.least(2);
    expect(figure('hallway_proxy_first_byte_seconds_count{kind="injected"}')).to.be.at.least(2);
    expect(figure('hallway_proxy_upstream_errors_total{code="refused"}')).to.equal(1);
    expect(figure('hallway_relay_messages_total')).to.equal(2);
    expect(figure('hallway_relay_invitations_total')).to.equal(1);
    expect(figure('hallway_store_commit_seconds_count')).to.be.greaterThan(0);
    expect(text).to.not.match(/planted|alice|site\.test/);
  });
});
