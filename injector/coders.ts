import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { Coding } from './decision.ts';

export type Compression = Exclude<Coding, 'identity'>;

/** A stream that undoes a coding. `start` are the body's first bytes, at least two unless it is shorter. */
export function createDecoder(coding: Compression, start: Buffer): Transform {
  if (coding === 'gzip') return zlib.createGunzip();
  if (coding === 'br') return zlib.createBrotliDecompress();
  // RFC 9659 3 holds zstd on the web to windows of 8 MB.
  if (coding === 'zstd')
    return zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } });
  return hasZlibHeader(start) ? zlib.createInflate() : zlib.createInflateRaw();
}

/**
 * A stream that makes a coding, at the level where it costs least, and gives all it has after each write, so that
 * a page arrives as it was sent. A raw deflate stream comes back with the zlib header that RFC 9110 8.4.1.2 wants.
 */
export function createEncoder(coding: Compression): Transform {
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
