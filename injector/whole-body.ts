import zlib from 'node:zlib';
import { type Compression, cheapest, hasZlibHeader, zstdWindow } from './coders.ts';
import { gzipHeaderLength, trailerLength } from './gzip-member.ts';

/**
 * Pages up to so many bytes, decoded, are worked on in one call each way: a millisecond or less in which nothing else
 * runs, for a third of what the same costs in a thread, piece by piece.
 */
const maxOutputLength = 256 * 1024;

/** Decodes a body that is there whole. `null` where it is too large or anything is odd: for a stream to judge. */
export function decodeWhole(coding: Compression, body: Buffer): Buffer | null {
  try {
    if (coding === 'gzip') return decodeGzip(body);
    if (coding === 'br') return zlib.brotliDecompressSync(body, { maxOutputLength });
    if (coding === 'zstd') return zlib.zstdDecompressSync(body, { maxOutputLength, params: zstdWindow });
    const decode = hasZlibHeader(body) ? zlib.inflateSync : zlib.inflateRawSync;
    return decode(body, { maxOutputLength });
  } catch {
    return null;
  }
}

/** Encodes a whole body at the level where it costs least. */
export function encodeWhole(coding: Compression, text: Buffer): Buffer {
  if (coding === 'gzip') return zlib.gzipSync(text, cheapest.gzip);
  if (coding === 'deflate') return zlib.deflateSync(text, cheapest.deflate);
  if (coding === 'zstd') return zlib.zstdCompressSync(text, cheapest.zstd);
  return zlib.brotliCompressSync(text, cheapest.br);
}

/** One member with a trailer that fits, and nothing behind it. */
function decodeGzip(body: Buffer): Buffer | null {
  const header = gzipHeaderLength(body);
  const end = body.length - trailerLength;
  if (header <= 0 || header >= end) return null;
  const { buffer, engine } = zlib.inflateRawSync(body.subarray(header, end), {
    info: true,
    maxOutputLength,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  const fits = body.readUInt32LE(end) === zlib.crc32(buffer) && body.readUInt32LE(end + 4) === buffer.length;
  return fits && engine.bytesWritten === end - header ? buffer : null;
}
