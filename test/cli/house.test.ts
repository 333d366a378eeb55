import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { expect } from 'chai';
import { createLog } from '../../cli/log.ts';
import { type Server, startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
import { type Origin, startOrigin } from '../../fixtures/origin.ts';
import * as shapes from '../../portal/house.ts';
import { until } from '../conversations/until.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

const people = ['alice', 'bob', 'carol', 'root'];
const page = '<!doctype html><html><head><title>x</title></head><body><p id="news">old</p></body></html>';
const navigation = { accept: 'text/html', 'upgrade-insecure-requests': '1' };

describe('createHouse', () => {
  let site: Origin;
  let secure: Origin;
  let server: Server;
  let tokens: Record<string, string>;
  const data = tempFolder();

  async function start(): Promise<void> {
    const hosts = {
      'site.test:80': site.address,
      'site.test:443': secure.address,
      'app.test': secure.address,
    };
    const settings = testSettings(data, { HALLWAY_UPSTREAM_HOSTS: JSON.stringify(hosts) });
    server = await startServer(settings, createLog('silent'), { upstreamCa: [secure.root] });
  }
  before(async () => {
    site = await startOrigin({
      handler: (request, response) => {
        const type = request.url === '/film' ? 'video/mp4' : 'text/html';
        response.writeHead(200, { 'content-type': type }).end(page);
      },
    });
    secure = await startOrigin({
      tls: 'h1',
      handler: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    });
    await start();
    const { accounts } = server.relay;
    for (const name of people)
      await accounts.create({ name, password: 'a password', role: name === 'root' ? 'admin' : 'user' });
    tokens = Object.fromEntries(
      await Promise.all(people.map(async name => [name, await accounts.issueToken(name, 'api')])),
    );
  });
  after(async () => {
    await server.stop(0);
    await Promise.all([site.close(), secure.close()]);
  });
  afterEach(async () => {
    const { version, settings } = await house();
    const reset = settings.filter(({ from }) => from === 'administrator').map(({ key }) => key);
    if (reset.length > 0) await ask('PUT', '/admin/house', { version, reset });
  });

  // biome-ignore lint/suspicious/noExplicitAny: tests look into it by name
  async function ask(method: string, path: string, body?: object, as = 'root'): Promise<any> {
    const answer = await fetch(`http://${formatAddress(server.portal)}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[as]}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, ...((await answer.json()) as object) };
  }
  interface Row {
    key: string;
    value: unknown;
    base: unknown;
    from: string;
    changed: { by: string; at: number } | null;
    readOnly: string | null;
  }
  const house = async (): Promise<{ version: number; settings: Row[] }> => {
    const { status: _, ...document } = await ask('GET', '/admin/house');
    return shapes.house.parse(document) as { version: number; settings: Row[] };
  };
  const row = async (key: string) => (await house()).settings.find(one => one.key === key)!;
  const set = async (values: Record<string, unknown>) =>
    ask('PUT', '/admin/house', { version: (await house()).version, set: values });

  /** A page as a browser asks for it. */
  function get(
    path = '/',
    headers: Record<string, string> = navigation,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const target = { ...server.proxy, path: `http://site.test${path}` };
      const all = { ...headers, host: 'site.test', 'proxy-authorization': `Basic ${btoa('bob:a password')}` };
      http
        .get({ ...target, headers: all }, async response =>
          resolve({ status: response.statusCode!, body: await text(response) }),
        )
        .on('error', reject);
    });
  }

  /** TLS through the proxy by somebody who trusts `ca`; gives who signed what they were shown, or the error's code. */
  async function connect(user: string, host: string, ca: string): Promise<string> {
    const socket = net.connect(server.proxy.port, server.proxy.host);
    const login = `Proxy-Authorization: Basic ${btoa(`${user}:a password`)}`;
    socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n${login}\r\n\r\n`);
    await once(socket, 'data');
    const client = tls.connect({ socket, servername: host, ca });
    const shown = await new Promise<string>(resolve => {
      client.once('secureConnect', () => resolve(`${client.getPeerCertificate().issuer.O ?? 'the origin'}`));
      client.once('error', (error: Error & { code?: string }) => resolve(error.code ?? ''));
    });
    client.destroy();
    socket.destroy();
    return shown;
  }

  it('shows all settings, whence they come, and which cannot be changed', async () => {
    const { version, settings } = await house();
    expect(version).to.be.a('number');
    expect(settings.find(({ key }) => key === 'tls.intercept')).to.deep.include({
      ...{ section: 'tls', type: { is: 'choice', of: ['always', 'invited', 'never'] } },
      ...{ value: 'always', base: 'always', from: 'default', changed: null, readOnly: null },
    });
    expect(await row('listen.proxy')).to.include({ from: 'environment' });
    expect((await row('listen.proxy')).readOnly).to.include('at the start');
  });

  it('puts a rule into the next page without a restart, and takes it out again', async () => {
    expect((await get()).body)
      .to.include('old')
      .and.include('data-hallway');
    const rule = { hosts: ['site.test'], selector: '#news', do: 'replace', with: { text: 'new' } };
    const { settings } = await set({ replace: [rule], 'inject.skip': [] });
    expect((await get()).body).to.include('<p id="news">new</p>');
    const changed = settings.find(({ key }: Row) => key === 'replace');
    expect(changed).to.include({ from: 'administrator' });
    expect(changed.changed).to.include({ by: 'root' });
    expect(changed.base).to.deep.equal([]);
    await set({ 'inject.pages': 'never' });
    expect((await get()).body).to.equal(page);
    const { version } = await house();
    await ask('PUT', '/admin/house', { version, reset: ['replace', 'inject.pages'] });
    expect((await get()).body)
      .to.include('old')
      .and.include('data-hallway');
  });

  it('refuses what is wrong, naming the field, and changes nothing at all', async () => {
    const before = await house();
    const rules = [{ hosts: ['a.test'], selector: '###', do: 'hide' }];
    const wrong = await set({ 'inject.pages': 'never', replace: rules });
    expect(wrong).to.include({ status: 422, code: 'invalid', field: 'replace.0.selector' });
    expect(wrong.detail).to.include('rule 1').and.to.include('CSS selector').and.to.include('#news');
    const cases: [Record<string, unknown>, string, string][] = [
      [{ 'tls.intercept': 'sometimes' }, 'tls.intercept', 'always, invited or never'],
      [{ 'block.types': ['video'] }, 'block.types', 'type/subtype'],
      [{ 'files.maxMb': 0 }, 'files.maxMb', 'from 1 to 1024'],
      [{ 'listen.proxy': '0.0.0.0:1' }, 'listen.proxy', 'config.yaml'],
      [{ 'tls.bypas': [] }, 'tls.bypas', 'did you mean "tls.bypass"?'],
    ];
    for (const [values, field, says] of cases) {
      const refused = await set(values);
      expect(refused).to.include({ status: 422, field });
      expect(refused.detail).to.include(says);
    }
    expect(await house()).to.deep.equal(before);
    expect((await get()).body).to.include('data-hallway');
  });

  it('lets the second of two administrators see what the first has done', async () => {
    const { version } = await house();
    await ask('PUT', '/admin/house', { version, set: { 'files.maxMb': 5 } });
    const late = await ask('PUT', '/admin/house', { version, set: { 'files.maxMb': 6 } });
    expect(late).to.include({ status: 409, code: 'conflict', field: 'version' });
    expect((await row('files.maxMb')).value).to.equal(5);
  });

  it('is closed to everybody else', async () => {
    for (const [method, path, body] of [
      ['GET', '/admin/house'],
      ['PUT', '/admin/house', { version: 0, set: {} }],
      ['POST', '/admin/house/try', { url: 'http://site.test/' }],
      ['GET', '/admin/bypasses'],
      ['POST', '/admin/bypasses', { host: 'a.test' }],
      ['DELETE', '/admin/bypasses/a.test'],
    ] as const)
      expect(await ask(method, path, body, 'alice'), path).to.include({ status: 403, code: 'forbidden' });
  });

  it('opens and closes the portal’s doors and what people may do', async () => {
    const status = async (path: string) =>
      (await fetch(`http://${formatAddress(server.portal)}${path}`, { redirect: 'manual' })).status;
    expect([await status('/register'), await status('/account/address')]).to.deep.equal([404, 303]);
    await set({ 'portal.registration': 'open', 'portal.addresses': 'off', 'invitations.hours': 2 });
    expect([await status('/register'), await status('/account/address')]).to.deep.equal([200, 404]);
    const { expiresAt } = await server.relay.perform('alice', 'invite', { to: ['bob'] });
    expect(expiresAt).to.be.below(Date.now() + 3 * 3_600_000);
  });

  it('blocks types and hosts', async () => {
    await set({ 'block.types': ['video/*'] });
    expect(await get('/film')).to.include({ status: 403 });
    expect((await get('/film')).body).to.include('does not let content of this kind through');
    expect(await get('/film', { accept: '*/*' })).to.deep.equal({ status: 403, body: '' });
    await set({ 'block.hosts': ['site.*'] });
    expect((await get()).body).to.include('does not open this site');
  });

  it('keeps its changes over a restart', async () => {
    await set({ 'inject.pages': 'never' });
    await server.stop(0);
    await start();
    expect(await row('inject.pages')).to.deep.include({ value: 'never', base: 'always' });
    expect((await get()).body).to.equal(page);
  });

  it('shows hosts that stay closed, for good or for a time, and lets each be changed', async () => {
    const list = async () => (await ask('GET', '/admin/bypasses')).bypasses;
    for (const user of ['alice', 'bob', 'carol']) await connect(user, 'app.test', secure.root);
    await until('the host is learned', async () => (await list()).length === 1);
    const [learned] = await list();
    expect(learned).to.include({ host: 'app.test', kind: 'learned', reason: 'client_refused', clients: 3 });
    expect(learned.until - learned.last).to.equal(86_400_000);
    expect(await connect('alice', 'app.test', secure.root)).to.equal('the origin');

    await server.stop(0);
    await start();
    expect(await list()).to.deep.equal([learned]);
    const { status: _, ...listed } = await ask('GET', '/admin/bypasses');
    expect(() => shapes.bypasses.parse(listed)).not.to.throw();
    expect((await ask('POST', '/admin/bypasses', { host: 'App.test' })).bypasses).to.deep.equal([
      {
        ...{ host: 'app.test', kind: 'listed', reason: 'listed', count: null, clients: null },
        ...{ first: null, last: null, until: null },
      },
    ]);
    expect((await row('tls.bypass')).value).to.deep.equal(['app.test']);
    expect(await connect('alice', 'app.test', secure.root)).to.equal('the origin');
    expect((await ask('DELETE', '/admin/bypasses/app.test')).bypasses).to.deep.equal([]);
    expect(await connect('alice', 'app.test', server.caPem)).to.equal('Hallway');
    expect(await ask('DELETE', '/admin/bypasses/app.test')).to.include({
      ...{ status: 404, code: 'unknown_bypass', field: 'host' },
    });
    expect(await ask('POST', '/admin/bypasses', { host: 'not a host' })).to.include({ field: 'tls.bypass' });

    await set({ 'tls.learn': 'off' });
    for (const user of ['alice', 'bob', 'carol']) await connect(user, 'app.test', secure.root);
    expect(await ask('GET', '/admin/bypasses')).to.deep.include({ learning: 'off', bypasses: [] });
  });

  it('writes down what was changed, by whom and to what', async () => {
    await set({ 'block.hosts': ['bad.test'] });
    const { relay } = server;
    expect(relay.house.overlay.changes.at(-1)).to.deep.include({ key: 'block.hosts', by: 'root' });
  });

  it('tries out what a rule would do, by the proxy’s own rules, and changes nothing', async () => {
    const rule = { hosts: ['site.test'], selector: '#news', do: 'replace', with: { text: 'tried' } };
    const tried = await ask('POST', '/admin/house/try', { url: 'http://site.test/', rules: [rule] });
    expect(tried).to.include({ status: 200, decision: 'page', url: 'http://site.test/' });
    expect(tried.replacement.rules).to.deep.equal([
      { rule: 1, selector: '#news', do: 'replace', found: 1, edited: 1, samples: ['<p id="news">old</p>'] },
    ]);
    expect(tried.replacement.written).to.deep.equal(['tried']);
    expect(() => shapes.houseTrial.parse(tried)).not.to.throw();
    expect(tried.text.join('\n')).to.include('rule 1: replace #news: 1 found, 1 edited');
    expect((await get()).body).to.include('old');
  });
});
