import { expect } from 'chai';
import { parseHtml, selectorFault } from '../../injector/html-document.ts';

describe('parseHtml', () => {
  it('finds elements with their places in the text', () => {
    const text = '<!doctype html>\r\n<div id="a">one<p>two</div>';
    const [element] = parseHtml(text).find('#a');
    const { startTag, endTag } = element!.sourceCodeLocation!;
    expect(text.slice(startTag!.startOffset, startTag!.endOffset)).to.equal('<div id="a">');
    expect(text.slice(endTag!.startOffset, endTag!.endOffset)).to.equal('</div>');
    expect(parseHtml(text).find('body')[0]!.sourceCodeLocation).to.equal(null);
  });

  it('parses as a browser with scripting does', () => {
    expect(parseHtml('<noscript><p id=a></noscript>').find('#a')).to.have.length(0);
  });

  it('takes no selector for markup', () => {
    expect(parseHtml('<p>').find('p:first')).to.have.length(1);
    expect(() => parseHtml('<p>').find('<p>x</p>').length).to.not.throw();
  });
});

describe('selectorFault', () => {
  it('takes selectors that find something', () => {
    for (const good of [
      '#news',
      'main > .box:not(.old)',
      '[data-x="a b"]',
      'td:nth-child(2n+1)',
      'ul li:first',
    ])
      expect(selectorFault(good), good).to.equal(null);
  });

  it('says what is wrong with those that cannot be parsed', () => {
    for (const bad of ['', '  ', 'div[', 'a:foo', 'a::before', '#', 'a,,b', ':is(', 'div >', '> a', '<p>'])
      expect(selectorFault(bad), bad).to.be.a('string').and.not.equal('');
  });
});
