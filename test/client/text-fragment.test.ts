import { expect } from 'chai';
import { passageOf, withPassage } from '../../client/text-fragment.ts';

describe('withPassage', () => {
  const url = 'https://example.org/a?b=c';

  it('names a short passage whole, with what has a meaning in the directive escaped', () => {
    expect(withPassage(url, ' rock-solid,\n “50 %” & more ')).to.equal(
      `${url}#:~:text=rock%2Dsolid%2C%20%E2%80%9C50%20%25%E2%80%9D%20%26%20more`,
    );
  });

  it('names a long one by its first and last words', () => {
    const words = Array.from({ length: 60 }, (_, index) => `w${index}`);
    expect(withPassage(url, words.join(' '))).to.equal(
      `${url}#:~:text=w0%20w1%20w2%20w3%20w4,w55%20w56%20w57%20w58%20w59`,
    );
  });

  it('keeps the fragment that is there, but no other passage', () => {
    expect(withPassage(`${url}#top`, 'x')).to.equal(`${url}#top:~:text=x`);
    expect(withPassage(`${url}#:~:text=old`, 'x')).to.equal(`${url}#:~:text=x`);
  });

  it('leaves the address alone where nothing is selected or it would get too long', () => {
    expect(withPassage(url, ' \n ')).to.equal(url);
    expect(withPassage(url, 'é'.repeat(3_000))).to.equal(url);
  });
});

describe('passageOf', () => {
  it('reads what withPassage wrote', () => {
    for (const text of ['one', 'a-b, c & d', 'Grüße']) {
      expect(passageOf(withPassage('https://example.org/', text))).to.equal(text);
    }
  });

  it('reads first and last words, without what stands around them', () => {
    expect(passageOf('https://e.org/#:~:text=in-,from%20here,to%20there,-out')).to.equal(
      'from here … to there',
    );
  });

  it('is empty for everything else', () => {
    for (const url of ['https://e.org/', 'https://e.org/#text=a', 'https://e.org/#:~:text=%E0%A4%A']) {
      expect(passageOf(url)).to.equal('');
    }
  });
});
