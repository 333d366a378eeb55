import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { Coding } from './decision.ts';
import { GzipDecoder } from './gzip-decoder.ts';
import { type Decoder, Pump } from './pump.ts';

export type Compression = Exclude<Coding, 'identity'>;

/** Each piece that zlib gives is a way to a thread and back: as large as most pages' pieces are. */
const chunkSize = 65_536;

/** RFC 9659 3 holds zstd on the web to windows of 8 MB. */
export const zstdWindow = { [zlib.constants.ZSTD_d_windowLogMax]: 23 };

/** What costs least in each coding; brotli with a window of 256 KB. */
export const cheapest = {
  gzip: { level: 1 },
  deflate: { level: 1 },
  zstd: { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } },
  br: { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 0, [zlib.constants.BROTLI_PARAM_LGWIN]: 18 } },
};

type Limit = (produced: number) => boolean;

/**
 * Makes what undoes a coding. `start` are the body's first bytes, at least two unless it is shorter; `limit` is
 * told the bytes produced so far and answers whether that is too much.
 */
export function createDecoder(coding: Compression, start: Buffer, limit: Limit): Decoder {
  return coding === 'gzip' ? new GzipDecoder(limit) : new Pump(decodingStream(coding, start), limit);
}

function decodingStream(coding: Exclude<Compression, 'gzip'>, start: Buffer): Transform & zlib.Zlib {
  if (coding === 'br') return zlib.createBrotliDecompress({ chunkSize });
  if (coding === 'zstd') return zlib.createZstdDecompress({ chunkSize, params: zstdWindow });
  return hasZlibHeader(start) ? zlib.createInflate({ chunkSize }) : zlib.createInflateRaw({ chunkSize });
}

/**
 * Makes what makes a coding, at the level where it costs least. It gives all it has after each write, so that
 * a page arrives as it was sent. A raw deflate stream comes back with the zlib header that RFC 9110 8.4.1.2 wants.
 */
export function createEncoder(coding: Compression): Pump {
  return new Pump(encodingStream(coding));
}

function encodingStream(coding: Compression): Transform & zlib.Zlib {
  const { constants } = zlib;
  const fast = { ...cheapest[coding], chunkSize };
  if (coding === 'gzip') return zlib.createGzip({ ...fast, flush: constants.Z_SYNC_FLUSH });
  if (coding === 'deflate') return zlib.createDeflate({ ...fast, flush: constants.Z_SYNC_FLUSH });
  if (coding === 'zstd') return zlib.createZstdCompress({ ...fast, flush: constants.ZSTD_e_flush });
  return zlib.createBrotliCompress({ ...fast, flush: constants.BROTLI_OPERATION_FLUSH });
}

/** "deflate" is zlib's format by the RFC, but some servers send the bare stream (RFC 9110 8.4.1.2). */
export function hasZlibHeader(start: Buffer): boolean {
  if (start.length < 2) return true;
  return (start[0]! & 0x0f) === 8 && start[0]! >> 4 <= 7 && start.readUInt16BE(0) % 31 === 0;
}
