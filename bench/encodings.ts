import zlib from 'node:zlib';

const { constants } = zlib;
const brotli = (quality: number) => (bytes: Buffer) =>
  zlib.brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
const zstd = (level: number) => (bytes: Buffer) =>
  zlib.zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });

export interface Encoding {
  /** As servers make it for pages that they compress on the fly. */
  encode(bytes: Buffer): Buffer;
  decode(bytes: Buffer): Buffer;
  /** What costs least in this coding. */
  encodeCheaply(bytes: Buffer): Buffer;
}

/** Node's one-shot calls: what anybody pays who decodes a page, changes it and encodes it again. */
export const encodings: Record<string, Encoding> = {
  gzip: {
    encode: bytes => zlib.gzipSync(bytes, { level: 6 }),
    decode: bytes => zlib.gunzipSync(bytes),
    encodeCheaply: bytes => zlib.gzipSync(bytes, { level: 1 }),
  },
  deflate: {
    encode: bytes => zlib.deflateSync(bytes, { level: 6 }),
    decode: bytes => zlib.inflateSync(bytes),
    encodeCheaply: bytes => zlib.deflateSync(bytes, { level: 1 }),
  },
  br: { encode: brotli(5), decode: bytes => zlib.brotliDecompressSync(bytes), encodeCheaply: brotli(0) },
  zstd: { encode: zstd(3), decode: bytes => zlib.zstdDecompressSync(bytes), encodeCheaply: zstd(1) },
};
