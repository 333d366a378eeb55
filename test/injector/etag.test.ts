import { expect } from 'chai';
import fc from 'fast-check';
import { originalTags, versionedTag } from '../../injector/etag.ts';

describe('versionedTag', () => {
  it('makes a weak tag that tells injected copies from others', () => {
    expect(versionedTag('"abc"', '0123abcd')).to.equal('W/"hw0123abcds-abc"');
    expect(versionedTag('W/"abc"', '0123abcd')).to.equal('W/"hw0123abcdw-abc"');
  });

  it('gives null for what is no tag', () => {
    for (const tag of ['abc', '"a', '"a", "b"', '', 'w/"a"', '"a"b"'])
      expect(versionedTag(tag, '1'), tag).to.equal(null);
  });
});

describe('originalTags', () => {
  it('gives back exactly what the origin sent', () => {
    const opaque = fc.string().map(text => text.replace(/[^\x21\x23-\x7e]/g, ''));
    fc.assert(
      fc.property(fc.boolean(), opaque, (weak, text) => {
        const tag = `${weak ? 'W/' : ''}"${text}"`;
        expect(originalTags(versionedTag(tag, 'v1')!, 'v1')).to.equal(tag);
      }),
    );
  });

  it('drops the tags of copies without this loader', () => {
    expect(originalTags('"abc", W/"hwv1s-x", W/"hwv2s-y", W/"hwv1w-z"', 'v1')).to.equal('"x", W/"z"');
    for (const value of ['*', '"abc"', '', 'W/"hwv1x-a"', 'W/"hwv1s"'])
      expect(originalTags(value, 'v1'), value).to.equal(null);
  });
});
