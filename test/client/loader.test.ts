import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Harness, paneOf, startHarness, until } from './harness.ts';
import { scenes } from './scenes.ts';

const plain = (head = '', body = '<p>text</p>') =>
  `<!doctype html><html lang="en"><head><loader><link rel="icon" href="data:,"><title>A page</title>${head}</head><body>${body}</body></html>`;

const frameOf = 'iframe[data-hallway]';

describe('loader', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;

  before(async () => {
    harness = await startHarness(scenes.launcher!);
  });
  after(() => harness?.close());
  beforeEach(async () => {
    harness.isThere = true;
    harness.boot.snapshot = scenes.launcher!;
    page = await harness.emptyPage({ viewport: { width: 1000, height: 700 } });
  });
  afterEach(async () => {
    await harness.leave();
    expect(harness.errors.splice(0)).to.deep.equal([]);
  });

  async function open(html: string, options: { type?: string; headers?: Record<string, string> } = {}) {
    harness.pages.set('/', { html, ...options });
    await page.goto(`${harness.pageOrigin}/`);
  }

  /** Whether what a person would hit at the frame's middle is the frame. */
  const isOnTop = () =>
    page.evaluate(frame => {
      const element = document.querySelector(frame);
      if (!element) return false;
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return width > 0 && hit === element;
    }, frameOf);

  it('leaves one frame and nothing else of itself', async () => {
    await open(plain());
    await paneOf(page);
    const left = await page.evaluate(() => ({
      scripts: document.querySelectorAll('script').length,
      frames: document.querySelectorAll('iframe').length,
      place: document.querySelector('iframe')!.parentElement!.localName,
      mode: document.compatMode,
    }));
    expect(left).to.deep.equal({ scripts: 0, frames: 1, place: 'body', mode: 'CSS1Compat' });
    expect(await isOnTop()).to.equal(true);
  });

  it('adds no global and changes no prototype', async () => {
    const look = () =>
      page.evaluate(() => [
        ...Object.getOwnPropertyNames(window).filter(name => !/^\d+$/.test(name)),
        String(Element.prototype.attachShadow),
        String(EventTarget.prototype.addEventListener),
      ]);
    await open(plain().replace('<loader>', ''));
    const without = await look();
    await open(plain());
    await paneOf(page);
    expect(await look()).to.deep.equal(without);
  });

  it('does nothing in a frame of a page', async () => {
    harness.pages.set('/inner', { html: plain() });
    await open(plain('', '<iframe src="/inner" id="inner"></iframe>'));
    await paneOf(page);
    expect(await page.frameLocator('#inner').locator(frameOf).count()).to.equal(0);
  });

  it('stands although a meta policy behind it forbids frames', async () => {
    await open(
      plain(`<meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-src 'none'">`),
    );
    await paneOf(page);
    expect(await isOnTop()).to.equal(true);
  });

  it('shows whatever the page says of frames', async () => {
    await open(
      plain(`<style>iframe,body>*{display:none!important;visibility:hidden!important;opacity:0!important;max-width:0!important;
        transform:scale(0)!important;content-visibility:hidden!important;pointer-events:none!important}</style>`),
    );
    await paneOf(page);
    expect(await isOnTop()).to.equal(true);
  });

  it('covers nothing beside what it shows', async () => {
    await open(plain('<style>html,body{height:100%;margin:0}</style>', '<main style="height:100%">x</main>'));
    await paneOf(page);
    const hits = await page.evaluate(frame => {
      const { left, top, right, bottom } = document.querySelector(frame)!.getBoundingClientRect();
      const points: [number, number][] = [
        [left - 2, top + 10],
        [left + 10, top - 2],
        [right + 2, bottom - 10],
        // Outside the round corner, within the rectangle.
        [left + 1, top + 1],
      ];
      return points.map(([x, y]) => document.elementFromPoint(x, y)?.localName);
    }, frameOf);
    expect(hits).to.deep.equal(['main', 'main', 'main', 'main']);
  });

  it('has the size of its window when that opens, and of the button when it is folded', async () => {
    await open(plain());
    const pane = await paneOf(page);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    const width = () =>
      page.evaluate(frame => document.querySelector(frame)!.getBoundingClientRect().width, frameOf);
    await until(async () => (await width()) === 384);
    await page.keyboard.press('Escape');
    await until(async () => (await width()) === 48);
  });

  it('comes back after document.open and after the whole page is replaced', async () => {
    await open(plain());
    await paneOf(page);
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>new</title><body><p>written</p>');
      document.close();
    });
    await until(isOnTop);
    await page.evaluate(() => {
      document.documentElement.innerHTML = '<head></head><body><p>replaced</p></body>';
    });
    await until(isOnTop);
    await page.evaluate(() => document.body.replaceChildren());
    await until(isOnTop);
    expect(await page.locator(frameOf).count()).to.equal(1);
  });

  it('moves into a modal dialog and back without a reload', async () => {
    await open(plain('', '<dialog id="d">a dialog <button>ok</button></dialog>'));
    const pane = await paneOf(page);
    await pane.evaluate(() => document.body.setAttribute('data-kept', 'yes'));
    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    await until(async () => (await page.locator(`dialog > ${frameOf}`).count()) === 1);
    expect(await isOnTop()).to.equal(true);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    await page.evaluate(() => document.querySelector('dialog')!.close());
    await until(async () => (await page.locator(`body > ${frameOf}`).count()) === 1);
    expect(await pane.evaluate(() => document.body.getAttribute('data-kept'))).to.equal('yes');
  });

  it('comes back when a dialog is removed with it', async () => {
    await open(plain('', '<div><dialog>a dialog</dialog></div>'));
    await paneOf(page);
    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    await until(async () => (await page.locator(`dialog > ${frameOf}`).count()) === 1);
    await page.evaluate(() => document.querySelector('div')!.remove());
    await until(isOnTop);
  });

  it('moves into an element that fills the screen', async () => {
    await open(
      plain('', '<div id="hall"><button id="go" onclick="hall.requestFullscreen()">go</button></div>'),
    );
    await paneOf(page);
    await page.click('#go');
    await until(async () => (await page.locator(`#hall > ${frameOf}`).count()) === 1);
    await page.evaluate(() => document.exitFullscreen());
    await until(async () => (await page.locator(`body > ${frameOf}`).count()) === 1);
  });

  it('stands on a page of frames and leaves them be', async () => {
    harness.pages.set('/inner', { html: '<p>inner</p>' });
    await open(
      '<html><head><loader><title>f</title></head><frameset cols="50%,50%"><frame src="/inner"><frame src="/inner"></frameset></html>',
    );
    await paneOf(page);
    expect(await page.locator('frameset > frame').count()).to.equal(2);
    expect(await page.locator(`html > ${frameOf}`).count()).to.equal(1);
  });

  it('works in XHTML', async () => {
    const xhtml = harness.loader.replace(
      /^<script data-hallway>([\s\S]*)<\/script>$/,
      (_, text: string) =>
        `<script xmlns="http://www.w3.org/1999/xhtml" data-hallway=""><![CDATA[${text}]]></script>`,
    );
    await open(
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>${xhtml}<title>x</title></head><body><p>x</p></body></html>`,
      { type: 'application/xhtml+xml' },
    );
    await paneOf(page);
    expect(await isOnTop()).to.equal(true);
  });

  describe('before a page that was put behind it whole', () => {
    const look =
      '<script>seen=[...document.head.childNodes].map(node=>node.nodeName+JSON.stringify(node.data))</script>';
    const pages: Record<string, [number, string]> = {
      'with a head': [4, `\n<!doctype html>\n<html lang="en">\r\n <head>\n  <meta charset="utf-8">${look}`],
      'whose head begins with its first element': [
        2,
        `<!doctype html>\n<html>\n<head><title>T</title>${look}`,
      ],
      'whose white space comes in pieces': [
        5,
        `\n<pause><!doctype html> <pause> <html lang="en"><pause>\n\n<head><pause>\n<pause>\n${look}`,
      ],
      'without tags of html and head': [2, `<!doctype html>\n\n<title>T</title>${look}`],
      'without any of its own': [0, `<!doctype html><html><head>\n${look}`],
    };
    for (const [name, [spaces, html]] of Object.entries(pages)) {
      it(`leaves no white space in the head of one ${name}, not even for its first script`, async () => {
        await open(html);
        const expected = await page.evaluate('[seen, document.documentElement.outerHTML]');
        await open(`<!doctype html><loader=${spaces}>${html}`);
        await paneOf(page);
        // In one go: it would come back.
        const left = await page.evaluate(
          `document.querySelector('${frameOf}').remove(); [seen, document.documentElement.outerHTML]`,
        );
        expect(left).to.deep.equal(expected);
        expect(await page.evaluate('document.compatMode')).to.equal('CSS1Compat');
      });
    }
  });

  it('is not printed', async () => {
    await open(plain());
    await paneOf(page);
    await page.evaluate(frame => {
      const display = () => getComputedStyle(document.querySelector(frame)!).display;
      const seen = { before: '', after: '' };
      Object.assign(self, { seen });
      addEventListener('beforeprint', () => (seen.before = display()));
      addEventListener('afterprint', () => (seen.after = display()));
    }, frameOf);
    await page.pdf();
    expect(await page.evaluate('seen')).to.deep.equal({ before: 'none', after: 'block' });
  });

  it('believes only its own frame', async () => {
    await open(plain());
    await paneOf(page);
    const width = await page.evaluate(async frame => {
      postMessage({ css: 'width:900px;height:600px' }, '*');
      await new Promise(resolve => addEventListener('message', resolve, { once: true }));
      return document.querySelector(frame)!.getBoundingClientRect().width;
    }, frameOf);
    expect(width).to.equal(48);
  });

  it('lets no listener of the page see its messages', async () => {
    await open(
      plain('<script>seen=0;addEventListener("message",()=>seen++,true);onmessage=()=>seen++</script>'),
    );
    const pane = await paneOf(page);
    await pane.click('.launcher');
    await pane.waitForSelector('.home');
    await until(
      async () => (await page.evaluate(frame => document.querySelector(frame)!.clientWidth, frameOf)) === 384,
    );
    expect(await page.evaluate('seen')).to.equal(0);
  });

  it('leaves no trace when the proxy is gone', async () => {
    harness.isThere = false;
    const messages: string[] = [];
    page = await harness.newPage();
    page.on('console', message => messages.push(message.text()));
    await open(plain());
    await until(async () => (await page.locator(frameOf).count()) === 0);
    expect(await page.evaluate(() => document.querySelectorAll('script, iframe').length)).to.equal(0);
    expect(messages).to.deep.equal([]);
  });
});
