import { existsSync, statSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { createLog } from '../../cli/log.ts';
import { startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
import { startOrigin } from '../../fixtures/origin.ts';
import { until } from '../conversations/until.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('startServer', () => {
  it('listens, keeps its keys to itself, and lets go of everything when stopped', async () => {
    const data = join(tempFolder(), 'data');
    const server = await startServer(testSettings(data), createLog('silent'));
    const health = await fetch(`http://${formatAddress(server.portal)}/healthz`);
    expect(health.status).to.equal(200);
    expect(statSync(join(data, 'ca', 'ca.key')).mode & 0o777).to.equal(0o600);
    await server.stop(0);
    await fetch(`http://${formatAddress(server.portal)}/healthz`).then(
      () => expect.fail('still listens'),
      () => {},
    );
    // The folder is free again.
    await (await startServer(testSettings(data), createLog('silent'))).stop(0);
  });

  it('refuses a folder that another server uses, and leaves that one alone', async () => {
    const settings = testSettings(join(tempFolder(), 'data'));
    const first = await startServer(settings, createLog('silent'));
    const second = await startServer(settings, createLog('silent')).catch((error: Error) => error);
    expect(second).to.be.instanceOf(Error);
    expect((second as Error).message).to.contain('another hallway already runs');
    expect((await fetch(`http://${formatAddress(first.portal)}/healthz`)).status).to.equal(200);
    await first.stop(0);
  });

  it('names the setting when a port is taken, and lets go of the rest', async () => {
    const folder = tempFolder();
    const first = await startServer(testSettings(join(folder, 'a')), createLog('silent'));
    const taken = { HALLWAY_LISTEN_PROXY: formatAddress(first.proxy) };
    const settings = testSettings(join(folder, 'b'), taken);
    const error = await startServer(settings, createLog('silent')).catch((error: Error) => error);
    expect((error as Error).message).to.match(
      /cannot listen on .*: another program listens there; set "listen.proxy"/,
    );
    await first.stop(0);
    await (await startServer(settings, createLog('silent'))).stop(0);
  });

  it('reads what is linked in messages where people may go, if the settings let it', async () => {
    const origin = await startOrigin({
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A page</title>');
      },
    });
    const titles = async (variables: Record<string, string>) => {
      const hosts = JSON.stringify({ 'site.test': origin.address });
      const settings = testSettings(tempFolder(), { HALLWAY_UPSTREAM_HOSTS: hosts, ...variables });
      const { relay, stop, portal } = await startServer(settings, createLog('silent'));
      for (const name of ['alice', 'bob'])
        await relay.accounts.create({ name, display: name, password: 'a password', role: 'user' });
      const { conversation } = await relay.perform('alice', 'invite', { to: ['bob'] });
      const links = [`http://${origin.address}/`, `http://${formatAddress(portal)}/`, 'http://site.test/'];
      for (const text of links)
        await relay.perform('alice', 'send', { conversation, text, clientId: `c${links.indexOf(text)}` });
      const read = async () => (await relay.perform('alice', 'history', { conversation, limit: 9 })).messages;
      if (settings.conversations.previews === 'on')
        await until('a preview', async () => (await read()).some(({ preview }) => preview));
      const found = (await read()).map(({ preview }) => preview?.title ?? null);
      await stop(0);
      return found;
    };
    expect(await titles({})).to.deep.equal([null, null, 'A page']);
    expect(origin.seen).to.deep.equal(['GET /']);
    expect(await titles({ HALLWAY_CONVERSATIONS_PREVIEWS: 'off' })).to.deep.equal([null, null, null]);
    expect(origin.seen).to.deep.equal(['GET /']);
    await origin.close();
  });

  it('makes a CA for the magic origin alone where nothing is intercepted', async () => {
    const data = join(tempFolder(), 'data');
    const server = await startServer(
      testSettings(data, { HALLWAY_TLS_INTERCEPT: 'never' }),
      createLog('silent'),
    );
    expect(existsSync(join(data, 'ca', 'ca-hallway.internal.pem'))).to.equal(true);
    expect(existsSync(join(data, 'ca', 'ca.pem'))).to.equal(false);
    await server.stop(0);
  });

  it('gives a browser that is set to the proxy its certificate, before it trusts anything', async () => {
    const server = await startServer(testSettings(join(tempFolder(), 'data')), createLog('silent'));
    await server.relay.accounts.create({ name: 'alice', password: 'right' });
    const ask = (path: string) =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        const headers = { 'proxy-authorization': `Basic ${btoa('alice:right')}`, host: 'hallway.internal' };
        const target = { ...server.proxy, path: `http://hallway.internal${path}`, headers };
        const request = http.get(target, async response => {
          resolve({ status: response.statusCode, body: await text(response) });
        });
        request.on('error', reject);
      });
    expect(await ask('/ca.crt')).to.deep.equal({ status: 200, body: server.caPem });
    expect((await ask('/reach.svg')).body).to.match(/^<svg/);
    expect((await ask('/account')).status).to.equal(308);
    expect((await ask('/pane')).status).to.equal(403);
    expect((await ask('/api/v1/me')).status).to.equal(403);
    await server.stop(0);
  });
});
