import { join } from 'node:path';
import { expect } from 'chai';
import { makeFirstAdmin } from '../../cli/first-admin.ts';
import { withRelay } from '../../cli/with-relay.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('makeFirstAdmin', () => {
  it('makes the administrator once, with a password that works', async () => {
    const settings = testSettings(join(tempFolder(), 'data'));
    const password = await withRelay(settings, makeFirstAdmin);
    expect(password).to.be.a('string');
    await withRelay(settings, async relay => {
      expect(await makeFirstAdmin(relay)).to.equal(null);
      expect(await relay.accounts.authenticate('admin', password!, '127.0.0.1')).to.deep.equal({
        ok: true,
        user: 'admin',
      });
      expect((await relay.accounts.get('admin')).role).to.equal('admin');
    });
  });
});
