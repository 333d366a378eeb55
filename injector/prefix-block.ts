import zlib from 'node:zlib';

/** What goes before a page's own deflate blocks: its doctype and the loader's element, compressed. */
export interface PrefixBlock {
  /** Blocks of a raw deflate stream, none of them the last; they end at a whole byte. */
  readonly bytes: Buffer;
  /** CRC-32 of what they say. */
  readonly crc: number;
  /** How many bytes they say. */
  readonly length: number;
}

/** Compresses at the best level: each is made once for many pages. */
export function prefixBlock(text: Buffer): PrefixBlock {
  const bytes = zlib.deflateRawSync(text, { level: 9, finishFlush: zlib.constants.Z_SYNC_FLUSH });
  return { bytes, crc: zlib.crc32(text), length: text.length };
}
