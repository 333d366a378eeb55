import zlib from 'node:zlib';

/** Where the loader stands in a page. */
export interface LoaderPlace {
  /** Bytes before it, in the decoded page. */
  offset: number;
  /** The end of what stands before it, as text on one line. */
  behind: string;
}

const decoders: Record<string, (bytes: Buffer, options: { finishFlush: number }) => Buffer> = {
  gzip: zlib.gunzipSync,
  'x-gzip': zlib.gunzipSync,
  deflate: zlib.inflateSync,
  br: zlib.brotliDecompressSync,
  zstd: zlib.zstdDecompressSync,
};
/** The prologue is looked through for so many bytes (see injector/prologue.ts), and a marker fits in behind. */
const lookedAt = 256 * 1024;
const marks = ['<script data-hallway', '<script xmlns="http://www.w3.org/1999/xhtml" data-hallway'];

/** Looks for the loader at the start of a body in its coding; null when it is not there. */
export function loaderPlace(body: Buffer, coding: string): LoaderPlace | null {
  const page = decoded(body, coding);
  for (const encoding of ['latin1', 'utf16le', 'utf16be'] as const) {
    for (const mark of marks) {
      const offset = page.indexOf(bytesOf(mark, encoding));
      // In the other byte order each unit seems to begin one byte later.
      if (offset >= 0 && (encoding === 'latin1' || offset % 2 === 0))
        return { offset, behind: textOf(page.subarray(0, offset), encoding) };
    }
  }
  return null;
}

/** The first bytes; what is cut off or damaged behind them does not matter here. */
function decoded(body: Buffer, coding: string): Buffer {
  const decode = decoders[coding];
  if (decode === undefined) return body.subarray(0, lookedAt);
  try {
    return decode(body, { finishFlush: flushOf(coding) }).subarray(0, lookedAt);
  } catch {
    return Buffer.alloc(0);
  }
}

function flushOf(coding: string): number {
  const { constants } = zlib;
  if (coding === 'br') return constants.BROTLI_OPERATION_FLUSH;
  return coding === 'zstd' ? constants.ZSTD_e_flush : constants.Z_SYNC_FLUSH;
}

type Encoding = 'latin1' | 'utf16le' | 'utf16be';

function bytesOf(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, encoding);
}

function textOf(bytes: Buffer, encoding: Encoding): string {
  const wide = encoding === 'utf16be' ? Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16() : bytes;
  const text = wide.toString(encoding === 'latin1' ? 'latin1' : 'utf16le');
  return text.slice(-60).replace(/\s+/g, ' ');
}
