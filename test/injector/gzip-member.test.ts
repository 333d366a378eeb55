import zlib from 'node:zlib';
import { expect } from 'chai';
import { deflatedLength, gzipHeaderLength } from '../../injector/gzip-member.ts';

const page = Buffer.from('some text, some text, some text '.repeat(500));

describe('gzipHeaderLength', () => {
  it('measures a header, asks for more, or knows that it is none', () => {
    const coded = zlib.gzipSync(page);
    expect(gzipHeaderLength(coded)).to.equal(10);
    for (const length of [0, 1, 3, 9]) expect(gzipHeaderLength(coded.subarray(0, length))).to.equal(0);
    expect(gzipHeaderLength(Buffer.from('<html>'))).to.equal(-1);
    expect(gzipHeaderLength(Buffer.from([0x1f, 0x8b, 8, 0xe0, 0, 0, 0, 0, 0, 0]))).to.equal(-1);
  });

  it('counts the optional fields', () => {
    const start = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0];
    const whole = Buffer.from([...start, 1, 0, 9, 65, 0, 66, 67, 0, 1, 2]);
    expect(gzipHeaderLength(whole)).to.equal(whole.length);
    for (let length = 10; length < whole.length; length++) {
      expect(gzipHeaderLength(whole.subarray(0, length)), String(length)).to.equal(0);
    }
  });
});

describe('deflatedLength', () => {
  it('finds the end of a stream among what follows it', () => {
    const coded = zlib.deflateRawSync(page);
    expect(deflatedLength(Buffer.concat([coded, page]))).to.equal(coded.length);
    expect(deflatedLength(coded)).to.equal(coded.length);
    expect(deflatedLength(coded.subarray(0, -1))).to.equal(null);
  });
});
