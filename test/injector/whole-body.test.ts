import zlib from 'node:zlib';
import { expect } from 'chai';
import type { Compression } from '../../injector/coders.ts';
import { decodeWhole, encodeWhole, release } from '../../injector/whole-body.ts';

const page = Buffer.from('some text, some text, some text '.repeat(500));
const codings: Compression[] = ['gzip', 'deflate', 'br', 'zstd'];

describe('encodeWhole', () => {
  it('makes what decodeWhole undoes', () => {
    for (const coding of codings) {
      const coded = encodeWhole(coding, [page.subarray(0, 9), page.subarray(9)]);
      expect(coded.length).to.be.below(page.length / 10);
      expect(decodeWhole(coding, coded)?.equals(page), coding).to.equal(true);
    }
  });
});

describe('release', () => {
  it('leaves nothing of a decoded page, and touches no memory that others may share', () => {
    for (const coding of codings) {
      const coded = encodeWhole(coding, [page]);
      const text = decodeWhole(coding, coded)!;
      release(text);
      expect(text.buffer.byteLength, coding).to.equal(0);
      expect(decodeWhole(coding, coded)?.equals(page), coding).to.equal(true);
    }
    const shared = Buffer.from('a few bytes');
    release(shared);
    expect(shared.toString()).to.equal('a few bytes');
  });
});

describe('decodeWhole', () => {
  it('takes a bare deflate stream for what it is', () => {
    expect(decodeWhole('deflate', zlib.deflateRawSync(page))?.equals(page)).to.equal(true);
  });

  it('leaves what is cut off, no such coding or large to others', () => {
    for (const coding of codings) {
      const coded = encodeWhole(coding, [page]);
      for (const length of [0, 1, coded.length >> 1, coded.length - 1])
        expect(decodeWhole(coding, coded.subarray(0, length)), `${coding} ${length}`).to.equal(null);
      expect(decodeWhole(coding, page), coding).to.equal(null);
      expect(decodeWhole(coding, encodeWhole(coding, [Buffer.alloc(1 << 20)])), coding).to.equal(null);
    }
  });

  it('leaves a gzip body with a wrong trailer, a second member or rubbish behind it to others', () => {
    const coded = encodeWhole('gzip', [page]);
    const wrong = Buffer.from(coded);
    wrong[wrong.length - 6]! ^= 1;
    for (const odd of [wrong, Buffer.concat([coded, coded]), Buffer.concat([coded, Buffer.from('\n')])])
      expect(decodeWhole('gzip', odd)).to.equal(null);
  });
});
