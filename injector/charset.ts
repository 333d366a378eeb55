/** How text is laid out in bytes, as far as the injector must know it. `ascii`: any superset of ASCII. */
export type Layout = 'ascii' | 'utf-16le' | 'utf-16be' | 'iso-2022-jp';

/** Labels of the Encoding Standard that browsers turn into the `replacement` encoding: one U+FFFD and no page. */
const replaced = new Set([
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
  'replacement',
]);

/** The Encoding Standard's name of a label in lower case; undefined when browsers do not know the label. */
export function charsetNamed(label: string): string | undefined {
  if (label === 'utf-8' || label === 'UTF-8') return 'utf-8';
  const trimmed = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
  if (replaced.has(trimmed)) return 'replacement';
  try {
    return new TextDecoder(trimmed).encoding;
  } catch {
    return undefined;
  }
}

/** The layout of a charset given by its name; null where no loader can be written in it. */
export function layoutOf(charset: string): Layout | null {
  if (charset === 'replacement') return null;
  if (charset === 'utf-16le' || charset === 'utf-16be' || charset === 'iso-2022-jp') return charset;
  return 'ascii';
}

export interface ContentType {
  /** Type and subtype in lower case. */
  essence: string;
  /** The first charset parameter as it stands, without quotes; undefined when there is none. */
  charset: string | undefined;
}

/** Reads a Content-Type as browsers do (MIME Sniffing 4.4); undefined when it is none. */
export function parseContentType(value: string): ContentType | undefined {
  const usual = /^text\/html(?:; ?charset=([a-z0-9_-]+))?$/i.exec(value);
  if (usual !== null) return { essence: 'text/html', charset: usual[1] };
  const parts = /^[\t ]*([^\s;/,]+\/[^\s;/,]+)[\t ]*(;.*)?$/.exec(value);
  if (parts === null) return undefined;
  const parameters = /;[\t ]*([^=;]*?)(?:=(?:"((?:[^"\\]|\\.)*)"?[^;]*|([^;]*)))?(?=;|$)/g;
  for (const [, name, quoted, plain] of (parts[2] ?? '').matchAll(parameters)) {
    if (name!.toLowerCase() !== 'charset') continue;
    const charset = quoted === undefined ? plain?.trimEnd() : quoted.replace(/\\(.)/g, '$1');
    if (charset) return { essence: parts[1]!.toLowerCase(), charset };
  }
  return { essence: parts[1]!.toLowerCase(), charset: undefined };
}
