/** One file of an archive. */
export interface TarEntry {
  /** Of at most 100 characters of ASCII. */
  path: string;
  bytes: number;
  /** When it was made, in milliseconds since 1970. */
  at: number;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const block = 512;
/** The size has eleven octal digits. */
const maxBytes = 8 ** 11 - 1;

/** A tar archive (POSIX ustar) of these files, made as it is read. Throws where a content is not as long as its entry says. */
export async function* tar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    yield header(entry);
    let bytes = 0;
    for await (const chunk of entry.content) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== entry.bytes) throw new Error(`${entry.path} has ${bytes} bytes, not ${entry.bytes}`);
    const rest = bytes % block;
    if (rest > 0) yield new Uint8Array(block - rest);
  }
  yield new Uint8Array(2 * block);
}

function header({ path, bytes, at }: TarEntry): Uint8Array {
  if (path === '' || path.length > 100 || !/^[\x20-\x7e]+$/.test(path) || bytes > maxBytes)
    throw new Error(`${path} does not fit into a tar archive`);
  const head = Buffer.alloc(block);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  const fields: [at: number, text: string][] = [
    [0, path],
    [100, octal(0o600, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(bytes, 11)],
    [136, octal(Math.max(0, Math.floor(at / 1_000)), 11)],
    // The sum below counts its own field as spaces.
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\u000000'],
  ];
  for (const [place, text] of fields) head.write(text, place, 'latin1');
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}
