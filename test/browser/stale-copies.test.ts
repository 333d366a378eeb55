import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openPlainChromium, type PlainChromium } from '../../fixtures/plain-chromium.ts';
import { until } from '../client/harness.ts';
import { openStage, type Stage } from './stage.ts';

describe(`a page that the browser kept from before anything waited${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let chromium: PlainChromium;
  /** Paths that the origin was asked for. */
  let asked: string[] = [];

  before(async () => {
    stage = await openStage({
      handler(request, response) {
        asked.push(request.url!);
        const next = request.url === '/news' ? '/more' : '/news';
        response
          .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' })
          .end(
            `<!doctype html><title>${request.url}</title><link rel="icon" href="data:,"><a href="${next}">On</a>`,
          );
      },
      hosts: ['kept.example'],
      settings: { HALLWAY_TLS_INTERCEPT: 'invited' },
    });
    await Promise.all([stage.account('alice'), stage.account('bob')]);
    chromium = await openPlainChromium({
      proxy: formatAddress(stage.server.proxy),
      user: 'bob',
      password: 'bob has a long password',
      roots: stage.roots,
    });
  });
  after(async () => {
    await chromium?.close();
    await stage?.close();
  });

  /** By a link: a page that is typed in twice is asked for anew. */
  async function follow(): Promise<void> {
    await Promise.all([chromium.page.waitForNavigation(), chromium.page.click('a')]);
  }

  it('is asked for once more when something waits, and then shows the window', async () => {
    await chromium.page.goto('https://kept.example/news');
    await follow();
    await follow();
    expect(asked, 'the browser keeps pages here').to.deep.equal(['/news', '/more']);

    await stage.server.relay.perform('alice', 'invite', {
      to: ['bob'],
      header: 'Rota',
      message: 'Who takes Friday?',
      clientId: 'first',
    });
    // The tunnel from before is ended once it has been quiet for a while; until then pages pass through it blindly.
    await stage.tunnelsEnd();
    asked = [];
    await chromium.page.goto('https://kept.example/other');
    await follow();
    await until(async () => (await chromium.paneText()).includes('Who takes Friday?'));
    await follow();
    await until(async () => (await chromium.paneText()).includes('Who takes Friday?'));
    expect(asked).to.deep.equal(['/other', '/news', '/more']);

    // The copies that it has now hold the loader: nothing is asked for in vain.
    await follow();
    await until(async () => (await chromium.paneText()).includes('Who takes Friday?'));
    expect(asked).to.have.length(3);
  });
});
