import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { startOrigin } from '../../../fixtures/origin.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway explain', () => {
  it('tells what would be done with a page, as text and as JSON', async () => {
    const origin = await startOrigin({
      handler: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>x'),
    });
    const variables = { HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'site.test': origin.address }) };
    const { status, stdout } = await runHallway(['explain', 'http://site.test/'], variables);
    expect(status).to.equal(0);
    expect(stdout).to.contain('A page. The loader was inserted');
    const json = await runHallway(['explain', 'http://site.test/', '--json', '--header', 'X: 1'], variables);
    expect(JSON.parse(json.stdout)).to.include({ decision: 'page', reason: 'inserted' });
    await origin.close();
  });

  it('says that all pages are switched off, where they are', async () => {
    const origin = await startOrigin({
      handler: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>x'),
    });
    const variables = {
      HALLWAY_DATA: join(tempFolder(), 'data'),
      HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'site.test': origin.address }),
    };
    const explain = async () => (await runHallway(['explain', 'http://site.test/'], variables)).stdout;
    expect(await explain()).to.not.contain('switched off');
    expect(existsSync(variables.HALLWAY_DATA)).to.equal(false);
    await runHallway(['pages', 'off'], variables);
    expect(await explain()).to.contain('Note: No page carries the window: it was switched off everywhere');
    await runHallway(['pages', 'on'], variables);
    expect(await explain()).to.not.contain('switched off');
    await origin.close();
  });

  it('says in one line what is wrong', async () => {
    const refused = await runHallway(['explain', 'http://127.0.0.1:1/']);
    expect(refused.status).to.equal(1);
    expect(refused.stderr).to.match(
      /^hallway: http:\/\/127\.0\.0\.1:1\/ cannot be fetched: .*\(target_refused\)\n$/,
    );
    for (const wrong of [
      [],
      ['http://a.test/', '--method', 'PUT'],
      ['http://a.test/', '--header', 'nonsense'],
    ]) {
      expect((await runHallway(['explain', ...wrong])).status).to.equal(2);
    }
  });
});
