import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openPlainChromium, type PlainChromium } from '../../fixtures/plain-chromium.ts';
import { until } from '../client/harness.ts';
import { openStage, type Stage } from './stage.ts';

const html =
  '<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head><body><h1>A page</h1></body></html>';

describe(`a page from the cache when Hallway is gone${trustNote}`, function () {
  this.timeout(60_000);
  let stage: Stage;
  let chromium: PlainChromium;

  before(async () => {
    stage = await openStage({
      handler: (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=600' })
          .end(html),
      hosts: ['cached.example'],
    });
    await stage.account('bob');
    chromium = await openPlainChromium({
      proxy: formatAddress(stage.server.proxy),
      user: 'bob',
      password: 'bob has a long password',
      roots: [stage.server.caPem],
    });
  });
  after(async () => {
    await chromium?.close();
    await stage?.close();
  });

  it('is soon as it was without Hallway, and its console says nothing', async () => {
    const { page } = chromium;
    const said: string[] = [];
    await page.goto('https://cached.example/');
    await page.waitForFunction(() => document.querySelector('iframe[data-hallway]')!.clientWidth > 0);
    await page.goto('about:blank');
    await stage.server.stop(0);
    page.on('console', message => said.push(message.text()));
    page.on('pageerror', error => said.push(String(error)));
    await page.goto('https://cached.example/');
    expect(await page.evaluate(() => document.querySelectorAll('iframe[data-hallway]').length)).to.equal(1);
    await until(() => page.evaluate(() => document.querySelectorAll('iframe, script').length === 0));
    expect(await page.evaluate(() => document.documentElement.outerHTML)).to.equal(
      html.slice('<!doctype html>'.length),
    );
    expect(said).to.deep.equal([]);
  });
});
