import { join } from 'node:path';
import { expect } from 'chai';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway doctor', () => {
  it('prints each check on a line, and as JSON', async () => {
    const variables = {
      HALLWAY_DATA: join(tempFolder(), 'data'),
      HALLWAY_LISTEN_PROXY: '127.0.0.1:0',
      HALLWAY_LISTEN_PORTAL: '127.0.0.1:0',
    };
    const { status, stdout } = await runHallway(['doctor'], variables);
    expect(status).to.equal(0);
    for (const check of ['proxy port', 'portal port', 'disk', 'clock', 'CA', 'CA trust', 'DNS'])
      expect(stdout).to.contain(check);
    const findings = JSON.parse((await runHallway(['doctor', '--json'], variables)).stdout);
    expect(findings.map((finding: { state: string }) => finding.state)).not.to.include('failed');
  });
});
