import zlib from 'node:zlib';

/** CRC-32 and length of the trailer. */
export const trailerLength = 8;

/** How a member begins: the format, and its only method. */
export const magic = Buffer.from([0x1f, 0x8b, 8]);

/** Length of the header of a gzip member (RFC 1952 2.3): 0 when more bytes are needed, -1 when it is none. */
export function gzipHeaderLength(bytes: Buffer): number {
  for (let at = 0; at < Math.min(magic.length, bytes.length); at++) if (bytes[at] !== magic[at]) return -1;
  if (bytes.length < 10) return 0;
  const flags = bytes[3]!;
  if (flags === 0) return 10;
  if (flags & 0xe0) return -1;
  let at = 10;
  if (flags & 4) at = bytes.length < 12 ? Number.NaN : 12 + bytes.readUInt16LE(10);
  // File name, then comment: each ends at a zero byte.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0 || Number.isNaN(at)) continue;
    const zero = bytes.indexOf(0, at);
    at = zero < 0 ? Number.NaN : zero + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : 0;
}

/** Where a deflate stream ends: how many bytes it takes; null when it does not end in these bytes. */
export function deflatedLength(deflated: Buffer): number | null {
  try {
    const { engine } = zlib.inflateRawSync(deflated, { info: true, maxOutputLength: 1 << 26 }) as unknown as {
      engine: { bytesWritten: number };
    };
    return engine.bytesWritten;
  } catch {
    return null;
  }
}
