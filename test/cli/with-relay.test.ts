import { join } from 'node:path';
import { expect } from 'chai';
import { withRelay } from '../../cli/with-relay.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('withRelay', () => {
  it('keeps what was written, and lets go of the store even when the work fails', async () => {
    const settings = testSettings(join(tempFolder(), 'data'));
    await withRelay(settings, relay => relay.accounts.create({ name: 'alice', password: 'a long password' }));
    const failed = await withRelay(settings, async () => {
      throw new Error('no');
    }).catch((error: Error) => error.message);
    expect(failed).to.equal('no');
    const people = await withRelay(settings, relay => relay.accounts.list());
    expect(people.map(({ name }) => name)).to.deep.equal(['alice']);
  });
});
