import { expect } from 'chai';
import { HuffmanCode } from '../../injector/huffman-code.ts';

/** A code as the stream brings it, first bit lowest, with ones behind it. */
const inStream = (code: string) =>
  [...code.padEnd(15, '1')].reduce((bits, bit, at) => bits | (Number(bit) << at), 0);

describe('HuffmanCode', () => {
  it('finds the symbols of the example of RFC 1951 3.2.2', () => {
    const code = new HuffmanCode(8);
    expect(code.fill(Uint8Array.of(9, 3, 3, 3, 3, 3, 2, 4, 4, 9), 1, 9)).to.equal(0);
    const codes = ['010', '011', '100', '101', '110', '00', '1110', '1111'];
    for (const [symbol, bits] of codes.entries())
      expect(code.find(inStream(bits)), bits).to.equal(symbol * 16 + bits.length);
  });

  it('finds the longest codes', () => {
    const lengths = Uint8Array.from({ length: 16 }, (_, symbol) => Math.min(symbol + 1, 15));
    const code = new HuffmanCode(16);
    expect(code.fill(lengths, 0, 16)).to.equal(0);
    for (let symbol = 0; symbol < 15; symbol++) {
      const bits = `${'1'.repeat(symbol)}0`;
      expect(code.find(inStream(bits))).to.equal(symbol * 16 + bits.length);
    }
    expect(code.find(inStream(''))).to.equal(15 * 16 + 15);
  });

  it('says how much of a code is left over', () => {
    const code = new HuffmanCode(8);
    expect(code.fill(Uint8Array.of(1, 1, 1), 0, 3)).to.be.below(0);
    expect(code.fill(Uint8Array.of(0, 1, 0), 0, 3)).to.be.above(0);
    expect(code.isSingle).to.equal(true);
    expect(code.find(inStream('0'))).to.equal(1 * 16 + 1);
    expect(code.find(inStream('1'))).to.equal(0);
    expect(code.fill(Uint8Array.of(2, 2, 2), 0, 3)).to.be.above(0);
    expect(code.isSingle).to.equal(false);
  });

  it('forgets what it was filled with before', () => {
    const code = new HuffmanCode(8);
    code.fill(Uint8Array.of(1, 2, 3, 3), 0, 4);
    code.fill(Uint8Array.of(0, 0, 1, 1), 0, 4);
    expect(code.find(inStream('0'))).to.equal(2 * 16 + 1);
    expect(code.find(inStream('1'))).to.equal(3 * 16 + 1);
  });
});
