import { expect } from 'chai';
import { parseHtml } from '../../injector/html-document.ts';
import { type Expected, sameTree } from '../../injector/same-tree.ts';

function same(before: string, after: string, selector?: string, expected?: Expected): boolean {
  const document = parseHtml(before);
  const meant = new Map(selector ? document.find(selector).map(node => [node, expected!]) : []);
  return sameTree(document.root, parseHtml(after).root, meant);
}

const frame = '<iframe data-hallway></iframe>';

describe('sameTree', () => {
  it('sees every difference where none is meant', () => {
    const page = '<!doctype html><p class=a>text<!--c--><br>';
    expect(same(page, page)).to.equal(true);
    for (const other of [
      '<p class=a>text',
      page.replace('a>', 'b>'),
      page.replace('text', 'taxt'),
      `${page}x`,
    ])
      expect(same(page, other), other).to.equal(false);
    expect(same(page, page.replace('<!doctype html>', ''))).to.equal(false);
    expect(same(page, page.replace('class=a', 'class=a id=b'))).to.equal(false);
  });

  it('accepts what is meant, and nothing beside it', () => {
    const replace = (text: string | null): Expected => ({ kind: 'replace', text });
    expect(same('<p>old<b>x</b></p>y', '<p>new</p>y', 'p', replace('new'))).to.equal(true);
    expect(same('<p>old</p>y', '<p>newer</p>y', 'p', replace('new'))).to.equal(false);
    expect(same('<p>old</p>y', '<p></p>y', 'p', replace(''))).to.equal(true);
    expect(same('<p>old</p>y', `<p>${frame}</p>y`, 'p', replace(null))).to.equal(true);
    expect(same('<p>old</p>y', `<p>${frame}</p>z`, 'p', replace(null))).to.equal(false);
    expect(same('<p>old</p>', `<p>${frame}${frame}</p>`, 'p', replace(null))).to.equal(false);

    const append = (text: string | null): Expected => ({ kind: 'append', text });
    expect(same('<p>old</p>', '<p>oldnew</p>', 'p', append('new'))).to.equal(true);
    expect(same('<p>old<b></b></p>', '<p>old<b></b>new</p>', 'p', append('new'))).to.equal(true);
    expect(same('<p>old</p>', '<p>lost</p>', 'p', append('t'))).to.equal(false);

    const hide: Expected = { kind: 'hide' };
    expect(same('<p id=a>x', '<p hidden data-hallway-hide id=a>x', 'p', hide)).to.equal(true);
    expect(same('<p id=a>x', '<p hidden data-hallway-hide id=b>x', 'p', hide)).to.equal(false);
    const policy: Expected = { kind: 'policy' };
    expect(same('<meta a=1 content=x>', '<meta a=1 content=y>', 'meta', policy)).to.equal(true);
    expect(same('<meta a=1 content=x>', '<meta a=2 content=y>', 'meta', policy)).to.equal(false);
  });

  it('sees an iframe that moves out of a table', () => {
    const expected: Expected = { kind: 'append', text: null };
    expect(same('<table><tr><td>x</table>', `<table>${frame}<tr><td>x</table>`, 'table', expected)).to.equal(
      false,
    );
  });
});
