import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Harness, paneOf, startHarness, until } from '../client/harness.ts';
import { scenes } from '../client/scenes.ts';

const frameOf = 'iframe[data-hallway]';

const plain = (head = '', body = '<p>text</p>') =>
  `<!doctype html><html lang="en"><head><loader><link rel="icon" href="data:,"><title>A page</title>${head}</head><body>${body}</body></html>`;

describe('the window in a page', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;
  let said: string[];

  before(async () => {
    harness = await startHarness(scenes.conversation!);
  });
  after(() => harness?.close());
  beforeEach(async () => {
    harness.boot.snapshot = scenes.launcher!;
    page = await harness.newPage({ viewport: { width: 1000, height: 700 } });
    said = [];
    page.on('pageerror', error => said.push(error.message));
    page.on('console', message => said.push(message.text()));
  });
  afterEach(async () => {
    await page.context().close();
    expect(said).to.deep.equal([]);
  });

  async function open(html: string) {
    harness.pages.set('/', { html });
    await page.goto(`${harness.pageOrigin}/`);
  }

  const box = () =>
    page.evaluate(frame => {
      const { left, top, right, bottom, width, height } = document
        .querySelector(frame)!
        .getBoundingClientRect();
      return { left, top, right, bottom, width, height };
    }, frameOf);

  it('is not printed, neither itself nor as a page more', async () => {
    const print = async () => {
      const pdf = (await page.pdf()).toString('latin1');
      return pdf.replace(/\/(?:CreationDate|ModDate) \(.*?\)/g, '');
    };
    const html = plain('', '<p>text</p>'.repeat(10));
    await open(html.replace('<loader>', ''));
    const without = await print();
    await open(html);
    const pane = await paneOf(page);
    expect(await print()).to.equal(without);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    expect(await print()).to.equal(without);
    expect((await box()).width).to.equal(384);
  });

  it('stays in view, and as large as its text, when the page is zoomed to five times its size', async () => {
    await open(plain());
    const pane = await paneOf(page);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    const devtools = await page.context().newCDPSession(page);
    // As Ctrl and + do it: fewer and larger pixels.
    await devtools.send('Emulation.setDeviceMetricsOverride', {
      width: 200,
      height: 140,
      deviceScaleFactor: 5,
      mobile: false,
    });
    await until(async () => {
      const { left, right, bottom } = await box();
      return left >= 0 && right <= 200 && bottom <= 140;
    });
    expect((await box()).width).to.equal(200);
    expect((await box()).height).to.be.within(100, 160);
    await pane.click('[aria-label="Fold away"]');
    await until(async () => (await box()).width === 48);
  });

  for (const zoom of [3, 0.4]) {
    it(`stands where it does otherwise, and as large, when the page zooms itself by ${zoom}`, async () => {
      await open(plain(`<style>html { zoom: ${zoom} }</style>`));
      const pane = await paneOf(page);
      await pane.click('.launcher');
      await pane.waitForSelector('.home');
      await until(async () => Math.round((await box()).width) === 384);
      const { right, bottom } = await box();
      expect([Math.round(right), Math.round(bottom)]).to.deep.equal([984, 684]);
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`can be read in forced colours, ${colorScheme}`, async () => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      for (const name of [
        'launcher-news',
        'home',
        'compose-filled',
        'invitation',
        'conversation',
        'emergency',
      ]) {
        harness.boot.snapshot = scenes[name]!;
        await open(plain());
        const pane = await paneOf(page);
        expect(await pane.evaluate(() => matchMedia('(forced-colors: active)').matches)).to.equal(true);
        const contrasts = await pane.evaluate(contrastsInIt);
        expect(contrasts, name).to.not.deep.equal([]);
        for (const { what, contrast } of contrasts) expect(contrast, `${name}: ${what}`).to.be.at.least(4.5);
      }
    });
  }

  it('does not move for people who want stillness', async () => {
    /** How what moves goes from one state to the next. */
    const movements = async (reducedMotion: 'reduce' | 'no-preference') => {
      await page.emulateMedia({ reducedMotion });
      harness.boot.snapshot = scenes.launcher!;
      await open(plain());
      const pane = await paneOf(page);
      return pane.evaluate(async () => {
        const seen: string[] = [];
        document.querySelector<HTMLElement>('.launcher')!.click();
        while (!document.querySelector('.home')) await new Promise(resolve => setTimeout(resolve));
        for (const animation of document.getAnimations()) {
          for (const { easing } of (animation.effect as KeyframeEffect).getKeyframes()) seen.push(easing);
        }
        return seen;
      });
    };
    expect(await movements('no-preference')).to.include('ease-out');
    expect(await movements('reduce')).to.deep.equal([]);
  });

  describe('that does not come at first', () => {
    const withPolicy = plain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`);

    /** The page's own time passes so many times as fast, and it counts the frames that were made in it. */
    const hurry = (times: number) =>
      page.addInitScript(speed => {
        if (self !== top) return;
        const later = setTimeout;
        const fast = (run: () => void, ms = 0, ...more: never[]) => later(run, ms / speed, ...more);
        self.setTimeout = fast as typeof setTimeout;
        const frames = new Set<Node>();
        new MutationObserver(records => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.nodeName === 'IFRAME') frames.add(node);
        }).observe(document, { childList: true, subtree: true });
        Object.defineProperty(self, 'framesMade', { get: () => frames.size });
      }, times);
    beforeEach(() => {
      harness.boot.snapshot = scenes.emergency!;
    });
    afterEach(() => {
      harness.refusals = [];
      harness.isThere = true;
    });

    for (const refusal of [503, 'silence'] as const) {
      it(`shows an emergency in the same page when its first request gets ${refusal}`, async () => {
        harness.refusals = [refusal];
        await hurry(10);
        await open(plain());
        const pane = await paneOf(page);
        await pane.getByText('The lift in the east wing').first().waitFor();
        expect(await page.evaluate('framesMade')).to.equal(2);
        expect(await page.evaluate(() => history.length)).to.equal(2);
        // A browser says by itself what a frame got.
        expect(said.splice(0).filter(text => !text.includes('503'))).to.deep.equal([]);
      });
    }

    it('gives up after a few tries when nobody answers, without a word or a trace', async () => {
      harness.isThere = false;
      await hurry(50);
      await open(plain());
      await page.waitForFunction('framesMade === 5', null, { timeout: 50_000 });
      await until(async () => (await page.locator('iframe').count()) === 0);
      expect(await page.evaluate(() => history.length)).to.equal(2);
      expect((await page.content()).slice('<!doctype html>'.length)).to.equal(
        plain().slice('<!doctype html>'.length).replace('<loader>', ''),
      );
    });

    it('is not asked for again where a policy in the page would complain of it', async () => {
      harness.isThere = false;
      await hurry(50);
      await open(withPolicy);
      await until(async () => (await page.locator('iframe').count()) === 0);
      // Longer than the first pause.
      await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 8_000)));
      expect(await page.evaluate('framesMade')).to.equal(1);
    });
  });

  it('keeps its connection when it moves into a dialog and back', async () => {
    await open(plain('', '<dialog>a dialog</dialog>'));
    await paneOf(page);
    await until(() => harness.sockets.size === 1);
    const [socket] = harness.sockets;
    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    await until(async () => (await page.locator(`dialog > ${frameOf}`).count()) === 1);
    await page.evaluate(() => document.querySelector('dialog')!.close());
    await until(async () => (await page.locator(`body > ${frameOf}`).count()) === 1);
    const pane = await paneOf(page);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    expect([...harness.sockets]).to.deep.equal([socket]);
    expect(socket!.readyState).to.equal(socket!.OPEN);
  });

  it('is the one thing that a page sees which watches itself', async () => {
    await open(
      plain(`<script>
        added = []; removed = [];
        new MutationObserver(records => {
          for (const { addedNodes, removedNodes } of records) {
            for (const node of addedNodes) added.push(node);
            for (const node of removedNodes) removed.push(node);
          }
        }).observe(document, { childList: true, subtree: true });
      </script>`),
    );
    const pane = await paneOf(page);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    const isOurs = 'node === document.querySelector("iframe")';
    expect(
      await page.evaluate(`added.filter(node => !(${isOurs})).map(node => node.nodeName)`),
    ).to.deep.equal(['BODY', 'P', '#text']);
    // Made beside the body, while there is none, and moved into it.
    expect(await page.evaluate(`removed.every(node => ${isOurs})`)).to.equal(true);
  });

  it('gives in to a page that removes whatever frame it does not know', async () => {
    await open(
      plain(`<script>
        removals = 0;
        last = performance.now();
        new MutationObserver(() => {
          for (const frame of document.querySelectorAll('iframe')) {
            frame.remove();
            removals++;
            last = performance.now();
          }
        }).observe(document, { childList: true, subtree: true });
      </script>`),
    );
    // Ten times as long as it waits between two attempts.
    await page.waitForFunction('performance.now() - last > 1000');
    expect(await page.evaluate('removals')).to.be.within(1, 10);
    expect(await page.locator(frameOf).count()).to.equal(0);
  });
});

interface Contrast {
  what: string;
  contrast: number;
}

/** Runs in the window: how texts and pictures stand out from what is behind them (WCAG 2.2, 1.4.3). */
function contrastsInIt(): Contrast[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [red, green, blue] = channels(color)
      .map(channel => channel / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const behind = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return (channels(backgroundColor)[3] ?? 1) === 1 ? backgroundColor : behind(element.parentElement);
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue!.trim() !== '');
  return [...document.querySelectorAll('#hallway *')]
    .filter(element => hasText(element) || element.matches('svg'))
    .filter(element => element.getBoundingClientRect().width > 1)
    .map(element => {
      const [dark, light] = [getComputedStyle(element).color, behind(element)]
        .map(luminance)
        .sort((a, b) => a - b);
      return { what: element.outerHTML.slice(0, 80), contrast: (light! + 0.05) / (dark! + 0.05) };
    });
}
