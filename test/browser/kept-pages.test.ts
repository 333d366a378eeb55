import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openPlainChromium, type PlainChromium } from '../../fixtures/plain-chromium.ts';
import { until } from '../client/harness.ts';
import { openStage, type Stage } from './stage.ts';

declare global {
  interface Window {
    shows: boolean[];
  }
}

const html =
  '<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">' +
  '<script>shows = []; addEventListener("pageshow", event => shows.push(event.persisted))</script></head>' +
  '<body><h1>A page</h1></body></html>';

describe(`a page that the browser keeps for going back${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let chromium: PlainChromium;
  let page: Page;
  let conversation: string;

  before(async () => {
    stage = await openStage({
      handler: (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      hosts: ['kept.example', 'other.example', 'bare.example'],
      settings: { HALLWAY_INJECT_SKIP: 'bare.example' },
    });
    await Promise.all([stage.account('alice'), stage.account('bob')]);
    chromium = await openPlainChromium({
      proxy: formatAddress(stage.server.proxy),
      user: 'bob',
      password: 'bob has a long password',
      roots: [stage.server.caPem],
    });
    page = chromium.page;
    const { relay } = stage.server;
    const invitation = await relay.perform('alice', 'invite', {
      to: ['bob'],
      header: 'Rota',
      message: 'Who takes Friday?',
      clientId: 'first',
    });
    conversation = invitation.conversation;
  });
  after(async () => {
    await chromium?.close();
    await stage?.close();
  });

  const presence = async () => (await stage.server.relay.person('alice', 'bob')).presence;

  const seen = (text: string) => until(async () => (await chromium.paneText()).includes(text));

  it('leaves no ghost behind: whoever went to a page without a window is only browsing', async () => {
    await page.goto('https://kept.example/');
    await seen('Who takes Friday?');
    await until(async () => (await presence()) === 'online');
    await page.goto('https://bare.example/');
    const deadline = Date.now() + 40_000;
    while ((await presence()) === 'online') {
      if (Date.now() > deadline) throw new Error('still online');
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(await presence()).to.equal('browsing');
  });

  it('comes back as it was, with what was said in the meantime', async () => {
    await stage.server.relay.perform('alice', 'send', {
      conversation,
      text: 'Still nobody.',
      clientId: 'second',
    });
    await page.goBack();
    expect(await page.evaluate(why)).to.equal(null);
    expect(await page.evaluate(() => window.shows)).to.deep.equal([false, true]);
    await seen('Still nobody.');
    await until(async () => (await presence()) === 'online');
    expect(await page.evaluate(() => document.querySelectorAll('iframe[data-hallway]').length)).to.equal(1);
  });

  it('comes back forward too, and hears what is said from then on', async () => {
    await page.goto('https://other.example/');
    await seen('Still nobody.');
    await page.goBack();
    await page.goForward();
    expect(await page.evaluate(() => [location.host, ...window.shows])).to.deep.equal([
      'other.example',
      false,
      true,
    ]);
    await stage.server.relay.perform('alice', 'send', {
      conversation,
      text: 'I can, then.',
      clientId: 'third',
    });
    await seen('I can, then.');
  });
});

/** What kept the browser from keeping the page, as it says itself. */
function why(): string | null {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
    notRestoredReasons?: object | null;
  })[];
  return entry?.notRestoredReasons ? JSON.stringify(entry.notRestoredReasons) : null;
}
