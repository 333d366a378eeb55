import { expect } from 'chai';
import fc from 'fast-check';
import { hrefOf, splitLinks } from '../../client/links.ts';

const links = (text: string) =>
  splitLinks(text)
    .filter(({ href }) => href)
    .map(({ text: shown }) => shown);

describe('splitLinks', () => {
  it('finds addresses within a sentence', () => {
    expect(splitLinks('see https://a.example/b now')).to.deep.equal([
      { text: 'see ' },
      { text: 'https://a.example/b', href: 'https://a.example/b' },
      { text: ' now' },
    ]);
  });

  it('leaves the punctuation of the sentence out', () => {
    for (const end of ['.', ',', '!', '?', ';', ':', '…', '"', "'", '.)', '؟', '。']) {
      expect(links(`go to https://a.example/b${end}`), end).to.deep.equal(['https://a.example/b']);
    }
  });

  it('keeps brackets that belong to the address', () => {
    expect(links('(https://a.example/b_(c))')).to.deep.equal(['https://a.example/b_(c)']);
    expect(links('(https://a.example/b)')).to.deep.equal(['https://a.example/b']);
  });

  it('links only http and https', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc',
      'HTTP//x',
      'mailto:a@b.example',
      'https://',
    ]) {
      expect(links(text), text).to.be.empty;
    }
  });

  it('does not link addresses that carry a name and password', () => {
    expect(links('https://bank.example@evil.example/')).to.be.empty;
  });

  it('does not let an address turn the direction of the text around it', () => {
    expect(links('https://a.example/\u202egpj.exe')).to.deep.equal(['https://a.example/']);
  });

  it('never loses or changes a letter, and never links anything else, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.constantFrom(
        'https://',
        'http://x',
        '<a href="',
        ')',
        '](',
        '\u0000',
        '\n',
        'javascript:',
        'https://[',
        '@',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map(pieces => pieces.join('')),
        text => {
          const parts = splitLinks(text);
          expect(parts.map(part => part.text).join('')).to.equal(text);
          for (const { href } of parts) if (href !== undefined) expect(href).to.match(/^https?:\/\/[^/]/);
        },
      ),
    );
  });
});

describe('hrefOf', () => {
  it('gives nothing for what is not an address', () => {
    expect(hrefOf('')).to.equal(null);
    expect(hrefOf('http://[')).to.equal(null);
  });
});
