import zlib from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { corpusPages } from '../../fixtures/corpus.ts';
import { InflateStart, longestStart } from '../../injector/inflate-start.ts';

const inflateStart = (deflated: Uint8Array, want: number) => new InflateStart(deflated).read(want);

/** What zlib makes of as much as there is; null when it finds damage. */
function byZlib(deflated: Buffer): Buffer | null {
  try {
    return zlib.inflateRawSync(deflated, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}

/** Every kind of block: stored, with the fixed codes, with codes of its own, and runs that copy themselves. */
const strategies = [
  zlib.constants.Z_DEFAULT_STRATEGY,
  zlib.constants.Z_FIXED,
  zlib.constants.Z_HUFFMAN_ONLY,
  zlib.constants.Z_RLE,
];
const coded = fc
  .tuple(
    fc.array(
      fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('<p>', 'aaaaaaaaaaaaaaaa', '<!doctype html>')),
    ),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(...strategies),
    fc.boolean(),
  )
  .map(([parts, level, strategy, flushes]) => {
    const text = Buffer.from(parts.join(''));
    const options = { level, strategy };
    if (!flushes) return { text, deflated: zlib.deflateRawSync(text, options) };
    const first = zlib.deflateRawSync(text, { ...options, finishFlush: zlib.constants.Z_SYNC_FLUSH });
    return { text, deflated: Buffer.concat([first, zlib.deflateRawSync('', options)]) };
  });

describe('InflateStart', () => {
  it('decodes every kind of block', () => {
    fc.assert(
      fc.property(coded, ({ text, deflated }) => {
        expect(inflateStart(deflated, 10_000)?.equals(text)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives as much as was wanted', () => {
    fc.assert(
      fc.property(coded, fc.nat(200), ({ text, deflated }, want) => {
        expect(inflateStart(deflated, want)?.equals(text.subarray(0, want))).to.equal(true);
      }),
    );
  });

  it('gives the same in steps', () => {
    fc.assert(
      fc.property(coded, fc.array(fc.nat(400)), ({ text, deflated }, wants) => {
        const inflate = new InflateStart(deflated);
        for (const want of wants.toSorted((a, b) => a - b))
          expect(inflate.read(want)?.equals(text.subarray(0, want))).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives all that stands in a part of the input, and no more', () => {
    fc.assert(
      fc.property(coded, fc.nat(), ({ text, deflated }, cut) => {
        const part = deflated.subarray(0, cut % (deflated.length + 1));
        const given = inflateStart(part, 10_000)!;
        expect(given.equals(text.subarray(0, given.length))).to.equal(true);
        // zlib looks some bits ahead of what it gives.
        expect(given.length).to.be.at.least(byZlib(part)!.length);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with zlib on damage, wherever zlib comes to it', () => {
    fc.assert(
      fc.property(coded, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ deflated }, at, flip) => {
        const damaged = Buffer.from(deflated);
        damaged[at % damaged.length]! ^= flip;
        const expected = byZlib(damaged);
        const given = inflateStart(damaged, longestStart);
        // An empty code is refused at once; zlib finds out when it has read all that follows.
        const isDamaged = byZlib(Buffer.concat([damaged, Buffer.alloc(1_000)])) === null;
        if (expected === null || (given === null && isDamaged)) expect(given).to.equal(null);
        else
          expect(given?.subarray(0, expected.length).equals(expected.subarray(0, longestStart))).to.equal(
            true,
          );
      }),
      { numRuns: 3_000 },
    );
  });

  it('is not upset by any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        inflateStart(bytes, 5_000);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads the beginning of every page, at every level', () => {
    for (const { name, bytes } of corpusPages()) {
      for (const level of [1, 6, 9]) {
        const deflated = zlib.deflateRawSync(bytes.subarray(0, 200_000), { level });
        const given = inflateStart(deflated.subarray(0, 4096), 2_000)!;
        expect(given.length, name).to.be.above(Math.min(bytes.length, 1_000) - 1);
        expect(given.equals(bytes.subarray(0, given.length)), name).to.equal(true);
      }
    }
  });
});
