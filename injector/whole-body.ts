import zlib from 'node:zlib';
import { type Compression, cheapest, hasZlibHeader, zstdWindow } from './coders.ts';
import { gzipHeaderLength, trailerLength } from './gzip-member.ts';

/**
 * Pages up to so many bytes, decoded, are worked on in one call each way: a millisecond or less in which nothing else
 * runs, for a third of what the same costs in a thread, piece by piece.
 */
const maxOutputLength = 256 * 1024;

/** A piece as large as the whole spares zlib from joining many, and can be given back at once. */
const chunkSize = maxOutputLength;
const whole = { maxOutputLength, chunkSize };

/** Where a page and what is put into it are joined, again for each: fresh memory of that size costs more than the copy. */
const joined = Buffer.allocUnsafeSlow(maxOutputLength + 65_536);

/** Decodes a body that is there whole. `null` where it is too large or anything is odd: for a stream to judge. */
export function decodeWhole(coding: Compression, body: Buffer): Buffer | null {
  try {
    if (coding === 'gzip') return decodeGzip(body);
    if (coding === 'br') return zlib.brotliDecompressSync(body, whole);
    if (coding === 'zstd') return zlib.zstdDecompressSync(body, { ...whole, params: zstdWindow });
    const decode = hasZlibHeader(body) ? zlib.inflateSync : zlib.inflateRawSync;
    return decode(body, whole);
  } catch {
    return null;
  }
}

/** Encodes a whole body, which stands in pieces, at the level where it costs least. */
export function encodeWhole(coding: Compression, pieces: Buffer[]): Buffer {
  const coded = encoders[coding](join(pieces));
  const own = Buffer.from(coded);
  release(coded);
  return own;
}

const encoders: Record<Compression, (text: Buffer) => Buffer> = {
  gzip: text => zlib.gzipSync(text, { ...cheapest.gzip, chunkSize }),
  deflate: text => zlib.deflateSync(text, { ...cheapest.deflate, chunkSize }),
  zstd: text => zlib.zstdCompressSync(text, { ...cheapest.zstd, chunkSize }),
  br: text => zlib.brotliCompressSync(text, { ...cheapest.br, chunkSize }),
};

/**
 * Gives back the memory of what `decodeWhole` answered, or of a part of it: nothing may look at it any more. Left to
 * the collector, a few hundred such pages would make it go through all that the server keeps.
 */
export function release({ buffer, byteOffset }: Buffer): void {
  // Only what one call of zlib has made for itself; a smaller piece may share its memory with others.
  if (byteOffset === 0 && buffer.byteLength === chunkSize) (buffer as ArrayBuffer).transfer(0);
}

function join(pieces: Buffer[]): Buffer {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > joined.length) return Buffer.concat(pieces);
  let at = 0;
  for (const piece of pieces) at += piece.copy(joined, at);
  return joined.subarray(0, length);
}

/** One member with a trailer that fits, and nothing behind it. */
function decodeGzip(body: Buffer): Buffer | null {
  const header = gzipHeaderLength(body);
  const end = body.length - trailerLength;
  if (header <= 0 || header >= end) return null;
  const { buffer, engine } = zlib.inflateRawSync(body.subarray(header, end), {
    ...whole,
    info: true,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  const fits = body.readUInt32LE(end) === zlib.crc32(buffer) && body.readUInt32LE(end + 4) === buffer.length;
  return fits && engine.bytesWritten === end - header ? buffer : null;
}
