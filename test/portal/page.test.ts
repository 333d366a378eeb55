import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { load } from 'cheerio';
import { launchChromium } from '../../fixtures/browser.ts';
import { html } from '../../portal/html.ts';
import { field, logo, renderError, renderPage, says, stringsFor } from '../../portal/page.ts';
import { testContext } from './page-context.ts';
import { openStage, passwordOf } from './portal-harness.ts';

describe('logo', () => {
  it('is the sign of the window', () => {
    const icons = readFileSync(new URL('../../client/views/icon.tsx', import.meta.url), 'utf8');
    const sign = /hallway:\s*'([^']+)'/.exec(icons)![1];
    expect(logo).to.include(sign);
  });
});

describe('renderPage', () => {
  const body = html`<h1>Hello</h1>`;

  it('is a whole document with language, title, one main part and a way past the menu', () => {
    const $ = load(renderPage(testContext(), { title: 'A & B', path: '/', body }));
    expect($('html').attr('lang')).to.equal('en');
    expect($('title').text()).to.equal('A & B · Hallway');
    expect($('main')).to.have.length(1);
    expect($($('a.skip').attr('href')!)).to.have.length(1);
    expect($('script, style, [style]')).to.have.length(0);
  });

  it('offers what whoever looks may use, and marks where they are', () => {
    const links = (isKnown: boolean) => {
      const $ = load(renderPage(testContext({ isKnown }), { title: 'T', path: '/account', body }));
      return $('nav a')
        .toArray()
        .map(link => [$(link).attr('href'), $(link).attr('aria-current')]);
    };
    expect(links(false)).to.deep.equal([
      ['/', undefined],
      ['/login', undefined],
    ]);
    expect(links(true)).to.deep.equal([
      ['/', undefined],
      ['/talk', undefined],
      ['/people', undefined],
      ['/help', undefined],
      ['/account', 'page'],
    ]);
  });
});

describe('renderPage in a browser', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const looks = [
    { locale: 'en-US', colorScheme: 'light', viewport: { width: 1_100, height: 800 } },
    { locale: 'de-DE', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
    { locale: 'ar', colorScheme: 'light', viewport: { width: 360, height: 720 } },
  ] as const;

  it('gives axe nothing to find, fits a narrow screen, and lets people log in by its forms', async () => {
    const stage = await openStage({ registration: 'invitation' });
    const browser = await launchChromium();
    try {
      for (const look of looks) {
        const page = await browser.newPage({ ...look, bypassCSP: true });
        const check = async (path: string) => {
          expect(new URL(page.url()).pathname).to.equal(path);
          await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
          await page.evaluate(axe);
          const found = await page.evaluate(
            'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
          );
          expect(found, path).to.deep.equal([]);
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).to.equal(
            true,
          );
        };
        for (const path of ['/', '/register', '/reset', '/login']) {
          await page.goto(stage.direct + path);
          await check(path);
        }
        await page.goto(`${stage.direct}/account`);
        await page.fill('[name=name]', 'alice');
        await page.fill('[name=password]', 'not it');
        await page.click('button');
        await check('/login');
        await page.fill('[name=password]', passwordOf('alice'));
        await page.click('button');
        await check('/account');
        await page.click('form[action="/account/token"] button');
        await page.waitForSelector('output');
        await page.click('form[action="/logout"] button');
        await check('/');
        await page.close();
      }
    } finally {
      await browser.close();
      await stage.close();
    }
  });
});

describe('field', () => {
  it('ties label, hint and fault to its input', () => {
    const $ = load(
      field({
        name: 'name',
        label: 'Name',
        autocomplete: 'username',
        hint: 'Letters',
        isWrong: true,
        value: '"><b>',
      }).text,
    );
    expect($('label').attr('for')).to.equal($('input').attr('id'));
    expect($(`#${$('input').attr('aria-describedby')}`).text()).to.equal('Letters');
    expect($('input').attr('aria-invalid')).to.equal('true');
    expect($('input').attr('value')).to.equal('"><b>');
  });
});

describe('says', () => {
  it('interrupts a screen reader for what went wrong only', () => {
    expect(says('bad', 'No').text).to.include('role="alert"');
    expect(says('good', 'Yes').text).to.include('role="status"');
  });
});

describe('renderError', () => {
  it('shows what happened, escaped', () => {
    expect(renderError(testContext(), { status: 400, detail: '<b>' })).to.include('&lt;b&gt;');
  });

  it('does not call it a failure that nothing is there', () => {
    expect(renderError(testContext(), { status: 404, detail: 'x' })).to.include('<h1>Nothing is here</h1>');
  });
});

describe('stringsFor', () => {
  it('gives a language’s strings', () => {
    expect(stringsFor('de').login).to.equal('Anmelden');
  });
});
