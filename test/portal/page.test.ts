import { expect } from 'chai';
import { load } from 'cheerio';
import { html } from '../../portal/html.ts';
import { field, renderError, renderPage, says, stringsFor } from '../../portal/page.ts';
import { testContext } from './page-context.ts';

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
      ['/account', 'page'],
    ]);
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
    expect(renderError(testContext(), '<b>')).to.include('&lt;b&gt;');
  });
});

describe('stringsFor', () => {
  it('gives a language’s strings', () => {
    expect(stringsFor('de').login).to.equal('Anmelden');
  });
});
