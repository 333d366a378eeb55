import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { Coding } from './decision.ts';
import { GzipDecoder } from './gzip-decoder.ts';
import { type Decoder, Pump } from './pump.ts';

export type Compression = Exclude<Coding, 'identity'>;

type Limit = (produced: number) => boolean;

/**
 * Makes what undoes a coding. `start` are the body's first bytes, at least two unless it is shorter; `limit` is
 * told the bytes produced so far and answers whether that is too much.
 */
export function createDecoder(coding: Compression, start: Buffer, limit: Limit): Decoder {
  return coding === 'gzip' ? new GzipDecoder(limit) : new Pump(decodingStream(coding, start), limit);
}

function decodingStream(coding: Exclude<Compression, 'gzip'>, start: Buffer): Transform & zlib.Zlib {
  if (coding === 'br') return zlib.createBrotliDecompress();
  // RFC 9659 3 holds zstd on the web to windows of 8 MB.
  if (coding === 'zstd')
    return zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } });
  return hasZlibHeader(start) ? zlib.createInflate() : zlib.createInflateRaw();
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
  if (coding === 'gzip') return zlib.createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
  if (coding === 'deflate') return zlib.createDeflate({ level: 1, flush: constants.Z_SYNC_FLUSH });
  if (coding === 'zstd') {
    return zlib.createZstdCompress({
      flush: constants.ZSTD_e_flush,
      params: { [constants.ZSTD_c_compressionLevel]: 1 },
    });
  }
  return zlib.createBrotliCompress({
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 18,
    },
  });
}

/** "deflate" is zlib's format by the RFC, but some servers send the bare stream (RFC 9110 8.4.1.2). */
function hasZlibHeader(start: Buffer): boolean {
  if (start.length < 2) return true;
  return (start[0]! & 0x0f) === 8 && start[0]! >> 4 <= 7 && start.readUInt16BE(0) % 31 === 0;
}
