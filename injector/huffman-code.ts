/** Codes of deflate are at most so long (RFC 1951 3.2.7). */
const maxBits = 15;

/** Eight bits in reverse: a stream brings the first bit of a code lowest, and codes are ordered by it. */
const reversed = Uint8Array.from({ length: 256 }, (_, bits) =>
  Number.parseInt(bits.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
);

// Shared by all codes while they are filled, which never overlaps.
const places = new Uint16Array(maxBits + 1);

/**
 * A canonical Huffman code of deflate (RFC 1951 3.2.2), to be filled anew for each block. It finds a code's length by
 * comparing: to read the few symbols of a page's first tags, filling a table of all beginnings costs more than it spares.
 */
export class HuffmanCode {
  /** How many codes there are of each length. */
  readonly #counts = new Uint16Array(maxBits + 1);
  /** Codes of a length, continued to 15 bits, lie below this. */
  readonly #limits = new Uint16Array(maxBits + 1);
  /** What to add to a code of a length for its symbol's place. */
  readonly #offsets = new Int16Array(maxBits + 1);
  /** In the order of their codes. */
  readonly #symbols: Uint16Array;
  #shortest = 1;
  #size = 0;

  constructor(symbols: number) {
    this.#symbols = new Uint16Array(symbols);
  }

  /**
   * Takes the code whose lengths stand in `lengths` between these places; 0 is no code. Answers how many codes of the
   * longest length are left over; below 0 there are too many, and the code is of no use.
   */
  fill(lengths: Uint8Array, from: number, to: number): number {
    const counts = this.#counts;
    const symbols = this.#symbols;
    this.#size = to - from;
    counts.fill(0);
    for (let at = from; at < to; at++) counts[lengths[at]!]!++;
    const left = this.#order();
    for (let at = from; at < to; at++) {
      const length = lengths[at]!;
      if (length !== 0) symbols[places[length]!++] = at - from;
    }
    return left;
  }

  /** True when but one symbol has a code, of one bit, or none has. */
  get isSingle(): boolean {
    return this.#size === this.#counts[0]! + this.#counts[1]!;
  }

  /** Symbol times 16 plus its code's length; 0 where these bits, at least 15, are none of its codes. */
  find(bits: number): number {
    const code = (reversed[bits & 0xff]! << 7) | (reversed[(bits >>> 8) & 0x7f]! >> 1);
    const limits = this.#limits;
    for (let length = this.#shortest; length <= maxBits; length++) {
      if (code >= limits[length]!) continue;
      const place = (code >> (maxBits - length)) + this.#offsets[length]!;
      return (this.#symbols[place]! << 4) | length;
    }
    return 0;
  }

  #order(): number {
    let left = 1;
    let code = 0;
    let place = 0;
    this.#shortest = maxBits;
    for (let length = 1; length <= maxBits; length++) {
      const count = this.#counts[length]!;
      left = (left << 1) - count;
      if (left < 0) return left;
      places[length] = place;
      this.#offsets[length] = place - code;
      code += count;
      place += count;
      this.#limits[length] = code << (maxBits - length);
      if (count > 0 && length < this.#shortest) this.#shortest = length;
      code <<= 1;
    }
    return left;
  }
}
