import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openPlainChromium, type PlainChromium } from '../../fixtures/plain-chromium.ts';
import { until } from '../client/harness.ts';
import { openStage, type Stage } from './stage.ts';

const page = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

const pages: Record<string, string> = {
  '/': page(
    '<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script>',
    '<a href="/next">next</a>',
  ),
  '/next': page('<script>document.documentElement.dataset.early = document.prerendering</script>', 'next'),
};

describe(`a page that the browser renders before anybody asks for it${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let chromium: PlainChromium;

  before(async () => {
    stage = await openStage({
      handler: ({ url }, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages[url!]),
      hosts: ['early.example'],
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

  it('has its window once it is shown, however long it has waited', async () => {
    const { page } = chromium;
    await page.goto('https://early.example/');
    await until(() => stage.origin.https.seen.includes('GET /next'));
    // Longer than the loader waits for the window in a page that is shown.
    await page.waitForFunction(() => performance.now() > 23_000);
    await page.click('a');
    await until(async () => (await chromium.ask('location.pathname')) === '/next');
    const activation = 'performance.getEntriesByType("navigation")[0].activationStart';
    expect(await chromium.ask(activation)).to.be.above(20_000);
    expect(await chromium.ask('document.documentElement.dataset.early')).to.equal('true');
    const width = 'document.querySelector("iframe[data-hallway]")?.clientWidth';
    await until(async () => (await chromium.ask<number>(width))! > 0);
    await until(async () => (await stage.server.relay.person('bob', 'bob')).presence === 'online');
  });
});
