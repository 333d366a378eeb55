/**
 * Decodes the beginning of a raw deflate stream (RFC 1951) to at most `want` bytes: fewer where the input ends before.
 * `null`: damaged. To read a page's first tags, zlib costs several times this: it sets up a whole window each time.
 */
export function inflateStart(deflated: Uint8Array, want: number): Buffer | null {
  const inflate = new Inflate(deflated, Buffer.allocUnsafe(want));
  const isSound = inflate.run();
  return isSound ? inflate.out.subarray(0, inflate.length) : null;
}

/** A canonical Huffman code: how many codes there are of each length, and their symbols in order. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

const maxBits = 15;
const endOfBlock = 256;
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const distanceBits = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

// Shared by all calls, which never overlap.
const literals = emptyCode(288);
const distances = emptyCode(32);
const codeLengths = emptyCode(19);
const lengths = new Uint8Array(320);
const offsets = new Uint16Array(maxBits + 2);

const fixedLiterals = emptyCode(288);
build(
  fixedLiterals,
  Uint8Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  ),
);
const fixedDistances = emptyCode(32);
build(fixedDistances, new Uint8Array(32).fill(5));

class Inflate {
  readonly out: Buffer;
  length = 0;
  readonly #input: Uint8Array;
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  /** The input ended inside something; what was read of that is of no use. */
  #isOver = false;

  constructor(input: Uint8Array, out: Buffer) {
    this.#input = input;
    this.out = out;
  }

  /** False when the stream is damaged. */
  run(): boolean {
    let isLast = false;
    while (!isLast && !this.#isDone) {
      isLast = this.#take(1) === 1;
      const type = this.#take(2);
      if (this.#isOver) return true;
      if (!this.#block(type)) return false;
    }
    return true;
  }

  get #isDone(): boolean {
    return this.#isOver || this.length === this.out.length;
  }

  #block(type: number): boolean {
    if (type === 0) return this.#stored();
    if (type === 1) return this.#compressed(fixedLiterals, fixedDistances);
    if (type === 3 || !this.#readCodes()) return this.#isOver;
    return this.#compressed(literals, distances);
  }

  #stored(): boolean {
    this.#bits = 0;
    this.#bitCount = 0;
    const length = this.#take(16);
    const check = this.#take(16);
    if (this.#isOver) return true;
    if ((length ^ 0xffff) !== check) return false;
    const there = this.#input.subarray(this.#at, this.#at + length);
    const taken = Math.min(there.length, this.out.length - this.length);
    this.out.set(there.subarray(0, taken), this.length);
    this.length += taken;
    this.#at += taken;
    if (taken < length) this.#isOver = true;
    return true;
  }

  #compressed(literal: Code, distance: Code): boolean {
    while (!this.#isDone) {
      const symbol = this.#symbol(literal);
      if (this.#isOver) return true;
      if (symbol === endOfBlock) return true;
      if (symbol < 0 || symbol > 285) return false;
      if (symbol < endOfBlock) this.out[this.length++] = symbol;
      else if (!this.#copy(symbol - 257, distance)) return this.#isOver;
    }
    return true;
  }

  #copy(index: number, distance: Code): boolean {
    const length = lengthBases[index]! + this.#take(lengthBits[index]!);
    const symbol = this.#symbol(distance);
    if (this.#isOver || symbol < 0 || symbol > 29) return false;
    const back = distanceBases[symbol]! + this.#take(distanceBits[symbol]!);
    if (this.#isOver || back > this.length) return false;
    const end = Math.min(this.length + length, this.out.length);
    // Byte by byte: a copy may read what it has just written.
    for (let to = this.length; to < end; to++) this.out[to] = this.out[to - back]!;
    this.length = end;
    return true;
  }

  /** The two codes of a dynamic block (RFC 1951 3.2.7). */
  #readCodes(): boolean {
    const literalCount = this.#take(5) + 257;
    const distanceCount = this.#take(5) + 1;
    const given = this.#take(4) + 4;
    if (this.#isOver || literalCount > 286 || distanceCount > 30) return false;
    lengths.fill(0);
    for (let index = 0; index < given; index++) lengths[codeLengthOrder[index]!] = this.#take(3);
    if (this.#isOver || build(codeLengths, lengths.subarray(0, 19)) !== 0) return false;
    if (!this.#readLengths(literalCount + distanceCount) || lengths[endOfBlock] === 0) return false;
    return (
      isUsable(literals, lengths.subarray(0, literalCount)) &&
      isUsable(distances, lengths.subarray(literalCount, literalCount + distanceCount))
    );
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
      lengths.fill(value, index, index + times);
      index += times;
    }
    return true;
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at >= this.#input.length) {
        this.#isOver = true;
        return 0;
      }
      this.#bits |= this.#input[this.#at++]! << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  /** The next symbol; -1 where the bits are none of the code's. Most of the time is spent here, bit by bit. */
  #symbol({ counts, symbols }: Code): number {
    const input = this.#input;
    let bits = this.#bits;
    let bitCount = this.#bitCount;
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxBits; length++) {
      if (bitCount === 0) {
        if (this.#at >= input.length) {
          this.#isOver = true;
          return -1;
        }
        bits = input[this.#at++]!;
        bitCount = 8;
      }
      value |= bits & 1;
      bits >>>= 1;
      bitCount--;
      const count = counts[length]!;
      if (value - count < first) {
        this.#bits = bits;
        this.#bitCount = bitCount;
        return symbols[index + value - first]!;
      }
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    return -1;
  }
}

function emptyCode(size: number): Code {
  return { counts: new Uint16Array(maxBits + 1), symbols: new Uint16Array(size) };
}

/** Fills in the code of these lengths. Gives how many codes of the longest length are left over; below 0: too many. */
function build({ counts, symbols }: Code, of: Uint8Array): number {
  counts.fill(0);
  offsets[1] = 0;
  for (const length of of) counts[length]!++;
  let left = 1;
  for (let length = 1; length <= maxBits; length++) {
    left = (left << 1) - counts[length]!;
    if (left < 0) return left;
    offsets[length + 1] = offsets[length]! + counts[length]!;
  }
  for (let symbol = 0; symbol < of.length; symbol++) {
    const length = of[symbol]!;
    if (length !== 0) symbols[offsets[length]!++] = symbol;
  }
  return left;
}

/** A code may be incomplete only if it has a single symbol. */
function isUsable(code: Code, of: Uint8Array): boolean {
  const left = build(code, of);
  return left === 0 || (left > 0 && of.length === code.counts[0]! + code.counts[1]!);
}
