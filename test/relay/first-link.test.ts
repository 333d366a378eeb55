import { expect } from 'chai';
import { splitLinks } from '../../client/links.ts';
import { firstLink } from '../../relay/first-link.ts';

describe('firstLink', () => {
  it('is the one that a pane shows first', () => {
    const texts = [
      'nothing here',
      'see https://a.example/b?c=d#e.',
      '(http://a.example/x_(y)) and https://b.example/',
      '[https://a.example/])',
      'https://user:secret@a.example/ then https://b.example/!',
      'http:// https://',
      'HTTPS://A.EXAMPLE/ÄÖ',
      'ftp://a.example/ javascript:alert(1) file:///etc/passwd',
      'https://a.example/\u202etxt.exe',
      'https://[::1]:8080/, “https://b.example”',
      'https://a.example/?!?!',
    ];
    for (const text of texts) {
      const shown = splitLinks(text).find(({ href }) => href !== undefined)?.href ?? null;
      expect(firstLink(text), text).to.equal(shown);
    }
    expect(firstLink(texts[4]!)).to.equal('https://b.example/');
  });

  it('takes time in proportion to the text, however many brackets stand at its end', () => {
    // In the square of a million this would not end while anybody waits.
    expect(firstLink(`https://a.example/${')'.repeat(1_000_000)}`)).to.equal('https://a.example/');
  });
});
