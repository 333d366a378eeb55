import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { openExplainParts } from '../../cli/explain-parts.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('openExplainParts', () => {
  it('makes the injector and the upstream of the settings, and leaves the data folder alone', async () => {
    const data = `${tempFolder()}/never-made`;
    const parts = await openExplainParts(testSettings(data, { HALLWAY_INJECT_SKIP: 'a.test' }));
    const request = { method: 'GET', secure: false, host: 'a.test', port: 80, path: '/' };
    const headers = ['Upgrade-Insecure-Requests', '1', 'Accept', 'text/html'];
    expect(parts.injector.refuses({ ...request, headers })).to.equal('skipped_host');
    await parts.client.close();
    expect(existsSync(data)).to.equal(false);
  });
});
