import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type HallwayProcess, runHallway, startHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway start', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  after(() => server?.stop());

  it('says where everything is, and the administrator’s password at the first start alone', async () => {
    server = await startHallway();
    const banner = server.output();
    for (const part of [
      server.proxy,
      `http://${server.portal}/proxy.pac`,
      `http://${server.portal}/ca.crt`,
      'Next:',
    ]) {
      expect(banner).to.contain(part);
    }
    const password = /Password +(\S+)/.exec(banner)![1]!;
    const login = await fetch(`http://${server.portal}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password }),
    });
    expect(login.status).to.equal(200);
    expect(await login.json()).to.have.nested.property('user.role', 'admin');

    const { folder } = server;
    await server.end('SIGTERM');
    server = await startHallway({ folder });
    expect(server.output()).not.to.contain('Password');
  });

  it('refuses settings that do not hold, with status 1', async () => {
    const file = join(tempFolder(), 'config.yaml');
    writeFileSync(file, 'listen: {proxy: nowhere}\n');
    const { status, stderr } = await runHallway(['start', '--config', file]);
    expect(status).to.equal(1);
    expect(stderr).to.contain(`${file}:1: listen.proxy: "nowhere" is not host:port`);
  });
});
