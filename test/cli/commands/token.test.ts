import { join } from 'node:path';
import { expect } from 'chai';
import { withRelay } from '../../../cli/with-relay.ts';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';
import { testSettings } from '../test-settings.ts';

describe('hallway token', () => {
  it('prints a token that stands for the person', async () => {
    const data = join(tempFolder(), 'data');
    await runHallway(['user', 'add', 'alice'], { HALLWAY_DATA: data });
    const { status, stdout } = await runHallway(['token', 'alice'], { HALLWAY_DATA: data });
    expect(status).to.equal(0);
    const owner = await withRelay(testSettings(data), relay => relay.accounts.tokenUser(stdout.trim()));
    expect(owner).to.equal('alice');
  });

  it('binds it to scopes, with an end and a note', async () => {
    const data = join(tempFolder(), 'data');
    await runHallway(['user', 'add', 'alice'], { HALLWAY_DATA: data });
    const more = ['--scope', 'read', '--scope', 'write', '--days', '7', '--note', 'the bot', '--json'];
    const made = JSON.parse((await runHallway(['token', 'alice', ...more], { HALLWAY_DATA: data })).stdout);
    expect(made).to.deep.include({ scopes: ['read', 'write'], note: 'the bot', by: 'operator' });
    expect(made.expiresAt - made.at).to.equal(7 * 24 * 3_600_000);
    const wrong = await runHallway(['token', 'alice', '--scope', 'all'], { HALLWAY_DATA: data });
    expect(wrong.status).to.equal(2);
    expect(wrong.stderr).to.contain('read, write');
  });

  it('refuses somebody who is not there', async () => {
    const { status, stderr } = await runHallway(['token', 'ghost'], {
      HALLWAY_DATA: join(tempFolder(), 'data'),
    });
    expect(status).to.equal(1);
    expect(stderr).to.contain('ghost');
  });
});
