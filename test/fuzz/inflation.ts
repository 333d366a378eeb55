import zlib from 'node:zlib';
import { gzipHeaderLength } from '../../injector/gzip-member.ts';

/** What zlib says of a body, as browsers take it: its text, or null when the body is damaged or cut off. */
export function inflated(coding: string, body: Buffer): Buffer | null {
  try {
    if (coding === 'gzip') return firstMember(body);
    if (coding === 'br') return zlib.brotliDecompressSync(body);
    if (coding === 'zstd') return zlib.zstdDecompressSync(body);
    return isZlib(body) ? zlib.inflateSync(body) : zlib.inflateRawSync(body);
  } catch {
    return null;
  }
}

function firstMember(body: Buffer): Buffer | null {
  const header = gzipHeaderLength(body);
  if (header <= 0) return null;
  const { buffer, engine } = zlib.inflateRawSync(body.subarray(header), { info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  const trailer = body.subarray(header + engine.bytesWritten);
  if (trailer.length < 8) return null;
  const fits =
    trailer.readUInt32LE(0) === zlib.crc32(buffer) && trailer.readUInt32LE(4) === buffer.length % 2 ** 32;
  return fits ? buffer : null;
}

const isZlib = (body: Buffer) =>
  body.length < 2 || ((body[0]! & 0x8f) === 8 && body.readUInt16BE(0) % 31 === 0);

/** As much text as comes out before the damage, in a decoder fed byte by byte. */
export async function inflatedSoFar(coding: string, body: Buffer): Promise<Buffer> {
  const stream = {
    gzip: () => zlib.createInflateRaw(),
    br: () => zlib.createBrotliDecompress(),
    zstd: () => zlib.createZstdDecompress(),
    deflate: () => (isZlib(body) ? zlib.createInflate() : zlib.createInflateRaw()),
  }[coding]!();
  const out: Buffer[] = [];
  stream.on('data', (piece: Buffer) => out.push(piece));
  const isOver = new Promise<void>(resolve => stream.once('error', () => resolve()).once('end', resolve));
  const from = coding === 'gzip' ? Math.max(0, gzipHeaderLength(body)) : 0;
  for (let at = from; at < body.length && !stream.destroyed; at += 16) {
    const written = new Promise<void>(resolve => stream.write(body.subarray(at, at + 16), () => resolve()));
    await Promise.race([written, isOver]);
  }
  stream.destroy();
  return Buffer.concat(out);
}
