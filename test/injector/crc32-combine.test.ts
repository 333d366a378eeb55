import zlib from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { combineCrc32 } from '../../injector/crc32-combine.ts';

describe('combineCrc32', () => {
  it('gives the checksum of both parts joined', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array({ maxLength: 5000 }), (a, b) => {
        const joined = zlib.crc32(Buffer.concat([a, b]));
        expect(combineCrc32(zlib.crc32(a), zlib.crc32(b), b.length)).to.equal(joined);
      }),
    );
  });
});
