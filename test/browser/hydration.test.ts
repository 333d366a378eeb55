import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { findFirefox } from '../../fixtures/browser.ts';
import { type FirefoxSession, openFirefox } from '../../fixtures/firefox-session.ts';
import {
  frameworks,
  type HydrationPage,
  renderHydrationPage,
  times,
} from '../../fixtures/hydration/render.ts';
import type { OriginHandler } from '../../fixtures/origin.ts';
import { openStage, type Stage } from './stage.ts';

// Where everything should be there, a missing piece is a failure.
const hasFirefox = findFirefox() !== null || process.env.TEST_STRICT !== undefined;

/** What Playwright's and Puppeteer's pages have in common. */
interface Visitor {
  goto(url: string, options: { waitUntil: 'domcontentloaded' }): Promise<unknown>;
  evaluate<T>(inPage: () => T): Promise<T>;
  waitForFunction(inPage: () => unknown): Promise<unknown>;
  click(selector: string): Promise<unknown>;
}

const names = frameworks
  .flatMap(framework => times.map(time => `${framework}.${time}`))
  // While the page is still read our frame stands beside its body, where React 18 takes nothing that it does not know.
  .filter(name => name !== 'react-18.blocking');
const codings = ['identity', 'gzip'] as const;
/** Under `bare` Hallway leaves pages alone; under `spoilt` there is an element that the framework knows nothing of. */
const kinds = ['bare', 'spoilt', ...codings];

describe('pages that hydrate themselves', function () {
  this.timeout(120_000);
  let stage: Stage;
  let firefox: FirefoxSession | undefined;
  const pages = new Map<string, HydrationPage>();

  before(async () => {
    for (const framework of frameworks)
      for (const time of times) pages.set(`${framework}.${time}`, await renderHydrationPage(framework, time));
    stage = await openStage({
      handler: serve(pages),
      hosts: names.flatMap(name => kinds.map(kind => `${name}.${kind}.example`)),
      settings: { HALLWAY_INJECT_SKIP: '*.bare.example,*.spoilt.example' },
    });
  });
  after(async () => {
    await firefox?.close();
    await stage?.close();
  });

  describe('in Chromium', () => {
    let page: Visitor;
    const said: string[] = [];

    before(async () => {
      const person = await stage.person('alice');
      person.page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) said.push(message.text());
      });
      page = person.page;
    });
    beforeEach(() => said.splice(0));

    for (const name of names) {
      it(`${name} tells of an element too many`, async () => {
        await hydrates(page, `${name}.spoilt`);
        expect(await page.evaluate(() => window.hydrationErrors)).to.not.deep.equal([]);
      });

      for (const coding of codings) {
        it(`${name} takes its page over as if there were no Hallway (${coding})`, async () => {
          await takesOver(page, name, coding);
          expect(said).to.deep.equal([]);
        });
      }
    }
  });

  (hasFirefox ? describe : describe.skip)('in Firefox', () => {
    for (const name of names) {
      for (const coding of codings) {
        it(`${name} takes its page over as if there were no Hallway (${coding})`, async () => {
          firefox ??= await sitDown(stage);
          await takesOver(firefox.page, name, coding);
        });
      }
    }
  });
});

async function sitDown(stage: Stage): Promise<FirefoxSession> {
  await stage.account('bob');
  return openFirefox({
    proxy: formatAddress(stage.server.proxy),
    user: 'bob',
    password: 'bob has a long password',
    roots: [stage.server.caPem],
  });
}

async function takesOver(page: Visitor, name: string, coding: string): Promise<void> {
  await hydrates(page, `${name}.bare`);
  const alone = await documentOf(page);
  await hydrates(page, `${name}.${coding}`);
  expect(await page.evaluate(() => window.hydrationErrors)).to.deep.equal([]);
  expect(await documentOf(page)).to.equal(alone);
  await page.click('#count');
  await page.waitForFunction(() => document.querySelector('#count')!.textContent === '1');
  // It has told its size, so it is shown.
  await page.waitForFunction(() => document.querySelector('iframe[data-hallway]')!.clientWidth > 0);
  expect(await page.evaluate(() => window.hydrationErrors)).to.deep.equal([]);
}

async function hydrates(page: Visitor, name: string): Promise<void> {
  await page.goto(`https://${name}.example/`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => window.hydrated || window.hydrationErrors?.length > 0);
}

/** Its markup without our frame. */
const documentOf = (page: Visitor): Promise<string> =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const frame of copy.querySelectorAll('iframe[data-hallway]')) frame.remove();
    return copy.outerHTML;
  });

const serve =
  (pages: Map<string, HydrationPage>): OriginHandler =>
  (request, response) => {
    const [framework, time, kind] = String(request.headers.host).split('.');
    const { html, script } = pages.get(`${framework}.${time}`)!;
    if (request.url === '/hydrate.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
      return;
    }
    if (request.url !== '/') {
      response.writeHead(204).end();
      return;
    }
    const body = kind === 'spoilt' ? html.replace('<main>', '<main><i></i>') : html;
    const type = { 'content-type': 'text/html; charset=utf-8' };
    if (kind === 'gzip') response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(gzipSync(body));
    else response.writeHead(200, type).end(body);
  };
