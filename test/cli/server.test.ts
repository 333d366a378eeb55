import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createLog } from '../../cli/log.ts';
import { startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
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

  it('makes a CA for the magic origin alone where nothing is intercepted', async () => {
    const data = join(tempFolder(), 'data');
    const server = await startServer(
      testSettings(data, { HALLWAY_TLS_INTERCEPT: 'never' }),
      createLog('silent'),
    );
    expect(existsSync(join(data, 'ca', 'ca-portal.pem'))).to.equal(true);
    expect(existsSync(join(data, 'ca', 'ca.pem'))).to.equal(false);
    await server.stop(0);
  });
});
