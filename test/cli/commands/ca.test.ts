import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type HallwayProcess, runHallway, startHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway ca export', function () {
  this.timeout(40_000);
  let server: HallwayProcess;
  before(async () => {
    server = await startHallway();
  });
  after(() => server?.stop());

  it('prints the certificate that the portal gives out, and never the key', async () => {
    const pem = await server.caPem();
    expect(pem).not.to.contain('PRIVATE');
    const served = await fetch(`http://${server.portal}/ca.crt`);
    expect(new X509Certificate(Buffer.from(await served.arrayBuffer())).fingerprint256).to.equal(
      new X509Certificate(pem).fingerprint256,
    );
  });

  it('writes it to a file', async () => {
    const file = join(tempFolder(), 'root.pem');
    expect((await server.command(['ca', 'export', '--out', file])).status).to.equal(0);
    expect(new X509Certificate(readFileSync(file)).ca).to.equal(true);
  });

  it('says when there is none yet, or the file cannot be written', async () => {
    const fresh = await runHallway(['ca', 'export'], { HALLWAY_DATA: join(tempFolder(), 'data') });
    expect(fresh.status).to.equal(1);
    expect(fresh.stderr).to.contain('makes it at its first start');
    expect((await server.command(['ca', 'export', '--out', '/nowhere/x.pem'])).status).to.equal(1);
    expect((await server.command(['ca', 'import'])).status).to.equal(2);
  });
});
