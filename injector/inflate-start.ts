import { HuffmanCode } from './huffman-code.ts';

const endOfBlock = 256;
const codeLengthOrder = new Uint8Array([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
const lengthBases = new Uint16Array([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
]);
const lengthBits = new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);
const distanceBases = new Uint16Array([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
]);
const distanceBits = new Uint8Array([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]);

const fixedLengths = Uint8Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);
const fixedLiterals = new HuffmanCode(288);
fixedLiterals.fill(fixedLengths, 0, 288);
const fixedDistances = new HuffmanCode(32);
fixedDistances.fill(new Uint8Array(32).fill(5), 0, 32);

/** As much of a stream can be decoded. */
export const longestStart = 16_384;

// Shared by all, so that a page costs no memory of its own: one after the other, never two in turns.
const longestMatch = 258;
const out = Buffer.allocUnsafeSlow(longestStart + longestMatch);
const literals = new HuffmanCode(288);
const distances = new HuffmanCode(32);
const codeLengths = new HuffmanCode(19);
const lengths = new Uint8Array(320);

/**
 * Decodes the beginning of a raw deflate stream (RFC 1951), in steps. To read a page's first tags, zlib costs several
 * times this: it sets up a whole window each time. What it gives stands in memory that is used again for the next page.
 */
export class InflateStart {
  readonly #input: Uint8Array;
  #length = 0;
  #want = 0;
  #at: number;
  /** Bits that were read from the input and not used yet, the next one lowest. */
  #bits = 0;
  #bitCount = 0;
  /** The input ended inside something; what was read of that is of no use. */
  #isOver = false;
  /** The last block has begun. */
  #isLast = false;
  /** The codes of the block that is being read; null between blocks and in a stored one. */
  #literal: HuffmanCode | null = null;
  #distance = distances;
  #storedLeft = 0;

  /** The stream begins at `from` in these bytes. */
  constructor(input: Uint8Array, from = 0) {
    this.#input = input;
    this.#at = from;
  }

  /** The first `want` bytes, at most `longestStart`; fewer where the input ends before. `null`: damaged. */
  read(want: number): Buffer | null {
    this.#want = want;
    while (!this.#isDone) {
      if (this.#literal !== null) {
        if (!this.#compressed(this.#literal)) return null;
      } else if (this.#storedLeft > 0) this.#copyStored();
      else if (this.#isLast) break;
      else if (!this.#begin()) return null;
    }
    return out.subarray(0, Math.min(this.#length, want));
  }

  get #isDone(): boolean {
    return this.#isOver || this.#length >= this.#want;
  }

  /** Begins a block; false when it is damaged. */
  #begin(): boolean {
    this.#isLast = this.#take(1) === 1;
    const type = this.#take(2);
    if (this.#isOver) return true;
    if (type === 0) return this.#beginStored();
    if (type === 3 || (type === 2 && !this.#readCodes())) return this.#isOver;
    this.#literal = type === 1 ? fixedLiterals : literals;
    this.#distance = type === 1 ? fixedDistances : distances;
    return true;
  }

  #beginStored(): boolean {
    this.#take(this.#bitCount & 7);
    const length = this.#take(16);
    const check = this.#take(16);
    if (this.#isOver) return true;
    // Whole bytes that were read ahead.
    this.#at -= this.#bitCount >> 3;
    this.#bits = 0;
    this.#bitCount = 0;
    this.#storedLeft = length;
    return (length ^ 0xffff) === check;
  }

  #copyStored(): void {
    const taken = Math.min(this.#storedLeft, this.#input.length - this.#at, this.#want - this.#length);
    if (taken === 0) this.#isOver = true;
    out.set(this.#input.subarray(this.#at, this.#at + taken), this.#length);
    this.#length += taken;
    this.#at += taken;
    this.#storedLeft -= taken;
  }

  /** Decodes whole symbols until there is enough: a match may give more than that. */
  #compressed(literal: HuffmanCode): boolean {
    while (!this.#isDone) {
      const symbol = this.#symbol(literal);
      if (this.#isOver) return true;
      if (symbol === endOfBlock) {
        this.#literal = null;
        return true;
      }
      if (symbol < 0 || symbol > 285) return false;
      if (symbol < endOfBlock) out[this.#length++] = symbol;
      else if (!this.#copy(symbol - 257)) return this.#isOver;
    }
    return true;
  }

  #copy(index: number): boolean {
    const length = lengthBases[index]! + this.#take(lengthBits[index]!);
    const symbol = this.#symbol(this.#distance);
    if (this.#isOver || symbol < 0 || symbol > 29) return false;
    const back = distanceBases[symbol]! + this.#take(distanceBits[symbol]!);
    if (this.#isOver || back > this.#length) return false;
    const end = this.#length + length;
    // Byte by byte: a copy may read what it has just written.
    for (let to = this.#length; to < end; to++) out[to] = out[to - back]!;
    this.#length = end;
    return true;
  }

  /** The two codes of a dynamic block (RFC 1951 3.2.7). */
  #readCodes(): boolean {
    const literalCount = this.#take(5) + 257;
    const distanceCount = this.#take(5) + 1;
    const given = this.#take(4) + 4;
    if (this.#isOver || literalCount > 286 || distanceCount > 30) return false;
    lengths.fill(0, 0, 19);
    for (let index = 0; index < given; index++) lengths[codeLengthOrder[index]!] = this.#take(3);
    if (this.#isOver || codeLengths.fill(lengths, 0, 19) !== 0) return false;
    const count = literalCount + distanceCount;
    if (!this.#readLengths(count) || lengths[endOfBlock] === 0) return false;
    return isUsable(literals, 0, literalCount) && isUsable(distances, literalCount, count);
  }

  #readLengths(count: number): boolean {
    for (let index = 0; index < count; ) {
      const symbol = this.#symbol(codeLengths);
      if (this.#isOver || symbol < 0) return false;
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      if (symbol === 16 && index === 0) return false;
      const value = symbol === 16 ? lengths[index - 1]! : 0;
      const times =
        symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (this.#isOver || index + times > count) return false;
      for (const end = index + times; index < end; index++) lengths[index] = value;
    }
    return true;
  }

  #take(count: number): number {
    if (this.#bitCount < count) {
      this.#read();
      if (this.#bitCount < count) {
        this.#isOver = true;
        return 0;
      }
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  /** The next symbol; -1 where the bits are none of the code's, or the input ends. */
  #symbol(code: HuffmanCode): number {
    // The longest code has 15 bits. Behind the input's end the missing ones are zero.
    if (this.#bitCount < 15) this.#read();
    const found = code.find(this.#bits);
    const length = found & 15;
    if (found === 0 || length > this.#bitCount) {
      if (this.#bitCount < 15) this.#isOver = true;
      return -1;
    }
    this.#bits >>>= length;
    this.#bitCount -= length;
    return found >> 4;
  }

  /** Reads ahead, to at most 31 bits, so that they stay a small whole number. */
  #read(): void {
    const input = this.#input;
    let bits = this.#bits;
    let bitCount = this.#bitCount;
    let at = this.#at;
    while (bitCount < 23 && at < input.length) {
      bits |= input[at++]! << bitCount;
      bitCount += 8;
    }
    this.#bits = bits;
    this.#bitCount = bitCount;
    this.#at = at;
  }
}

/** A code may be incomplete only if it has a single symbol. */
function isUsable(code: HuffmanCode, from: number, to: number): boolean {
  const left = code.fill(lengths, from, to);
  return left === 0 || (left > 0 && code.isSingle);
}
