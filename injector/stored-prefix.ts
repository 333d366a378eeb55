import zlib from 'node:zlib';
import { storedHeadLength, writeStoredHead } from './gzip-member.ts';

/** What goes before a page's own deflate blocks: its doctype and the loader's element, as one stored block. */
export interface StoredPrefix {
  /** With the block's head. */
  readonly block: Buffer;
  /** CRC-32 of what the block says. */
  readonly crc: number;
  /** How many bytes it says. */
  readonly length: number;
}

/** Pages choose their doctypes; the usual ones are few. */
const remembered = 64;

/**
 * Makes what gives the prefix for a doctype and an element with this mark; null where it is too long for a block. The
 * first ones are remembered, since most pages need one of a few: then a page costs neither their making nor their CRC.
 */
export function storedPrefixes(element: (mark: number) => Buffer) {
  const known = new Map<string, StoredPrefix>();
  return (doctype: string, mark: number): StoredPrefix | null => {
    const key = `${mark} ${doctype}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = storedPrefix(Buffer.concat([Buffer.from(doctype, 'latin1'), element(mark)]));
    if (made !== null && known.size < remembered) known.set(key, made);
    return made;
  };
}

function storedPrefix(text: Buffer): StoredPrefix | null {
  if (text.length > 0xffff) return null;
  const block = Buffer.allocUnsafeSlow(storedHeadLength + text.length);
  writeStoredHead(block, 0, text.length);
  text.copy(block, storedHeadLength);
  return { block, crc: zlib.crc32(text), length: text.length };
}
