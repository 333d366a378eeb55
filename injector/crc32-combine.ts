/** Reversed polynomial of the CRC-32 of gzip (RFC 1952 8). */
const polynomial = 0xedb88320;

/**
 * The CRC-32 of A and B joined, from the CRC of each and B's length: A's CRC is advanced over as many zero bytes,
 * which is a multiplication by x^(8·length) modulo the polynomial, put together from the powers of two in the length.
 */
export function combineCrc32(crcA: number, crcB: number, lengthB: number): number {
  return (multiply(powerOfX(lengthB), crcA) ^ crcB) >>> 0;
}

/** x^(8·count); bit 31 stands for x^0, as in the reversed register. */
function powerOfX(count: number): number {
  let power = 0x80000000;
  let left = count;
  for (let bit = 0; left > 0; bit++) {
    if (left % 2 === 1) power = multiply(squares[bit]!, power);
    left = Math.floor(left / 2);
  }
  return power;
}

function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
  }
  return product >>> 0;
}

/** x^(8·2^n) for every n of a length. */
const squares = [0x00800000];
for (let bit = 1; bit < 53; bit++) squares.push(multiply(squares[bit - 1]!, squares[bit - 1]!));
