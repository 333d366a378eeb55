const prescanBytes = 1_024;

/** A page's bytes as text: by its byte order mark, the charset of its `Content-Type`, or what a `meta` declares. */
export function htmlText(bytes: Uint8Array, contentType: string): string {
  const marked = mark(bytes);
  const named = /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType)?.[1];
  const start = Buffer.from(bytes.subarray(0, prescanBytes)).toString('latin1');
  const declared = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1];
  return decoder(marked ?? named ?? declared ?? 'utf-8').decode(bytes);
}

function mark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function decoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // Nobody knows it.
    return new TextDecoder();
  }
}
