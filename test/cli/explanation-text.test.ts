import { expect } from 'chai';
import type { Explanation } from '../../cli/explain.ts';
import { explanationText } from '../../cli/explanation-text.ts';

const plain: Explanation = {
  url: 'http://a.test/',
  redirects: [],
  status: 200,
  decision: 'untouched',
  reason: 'not_html',
  body: null,
  requestHeaders: [],
  responseHeaders: [],
  replacement: null,
  notes: [],
};

describe('explanationText', () => {
  it('says the decision and its reason in a sentence', () => {
    expect(explanationText(plain)).to.deep.equal([
      'http://a.test/: status 200',
      '',
      'Not touched. The Content-Type is not HTML or XHTML, or there are several that differ. (not_html)',
    ]);
  });

  it('says what became of body, headers and each policy', () => {
    const text = explanationText({
      ...plain,
      decision: 'page',
      reason: 'inserted',
      notes: ['beware'],
      redirects: [{ url: 'http://b.test/', status: 301, location: 'http://a.test/', followed: true }],
      body: { coding: 'br', bytesIn: 10, bytesOut: 20, end: 'cut', place: { offset: 0, behind: '' } },
      replacement: {
        outcome: 'edited',
        rules: [
          { rule: 2, selector: '#a', do: 'hide', found: 3, edited: 1, samples: ['<p id="a">'] },
          { rule: 4, selector: '#b', do: 'hide', found: null, edited: null, samples: [] },
        ],
        written: ['hidden'],
      },
      requestHeaders: [{ name: 'Range', before: 'bytes=0-', after: null }],
      responseHeaders: [
        { name: 'ETag', before: '"a"', after: 'W/"b"' },
        { name: 'Content-Security-Policy', before: 'img-src *, x', after: 'img-src *, x; y' },
        { name: 'New', before: null, after: '1' },
      ],
    }).join('\n');
    for (const line of [
      'http://b.test/: status 301, leads to http://a.test/\n',
      'Note: beware',
      'Body: br, 10 bytes in, 20 bytes out; the rest was not read.',
      'The loader stands at the very start.',
      '  Range: dropped: bytes=0-',
      '  ETag: "a" -> W/"b"',
      '    kept:   img-src *',
      '    before: x\n    after:  x; y',
      '  New: new: 1',
      '  rule 2: hide #a: 3 found, 1 edited\n    <p id="a">\n  rule 4: hide #b: no look was taken\n',
      '  written: hidden',
    ]) {
      expect(text).to.contain(line);
    }
  });
});
