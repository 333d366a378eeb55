import { charsetNamed } from './charset.ts';

/** What a page's first bytes say of its charset; `null`: nothing, or nothing that all browsers agree on. */
export interface FoundMeta {
  /** The name in the Encoding Standard. */
  charset: string;
  /** Offset behind the meta element's tag. */
  end: number;
}

const prescanned = 1024;

/**
 * The HTML Standard's prescan (13.2.3.2) over the bytes at hand, at most the first 1,024, and certain answers
 * only: browsers differ from the standard where a meta stands inside script, style, title and the like (the
 * standard's prescan does not know these) and where an XML declaration names a charset too.
 */
export function prescanMeta(bytes: Buffer): FoundMeta | null {
  const text = bytes.toString('latin1', 0, Math.min(bytes.length, prescanned));
  if (text.startsWith('<?xml')) return null;
  let raw: string | null = null;
  let at = text.indexOf('<');
  while (at >= 0) {
    const tag = readTag(text, at);
    if (tag === null) return null;
    if (raw !== null && tag.name === `/${raw}`) raw = null;
    else if (raw === null && rawText.has(tag.name)) raw = tag.name;
    if (tag.name === 'meta') {
      const charset = charsetOfMeta(tag.attributes);
      // Inside raw text the standard sees a meta where browsers see letters.
      if (charset !== undefined) return raw === null ? { charset, end: tag.end } : null;
    }
    at = text.indexOf('<', tag.end);
  }
  return null;
}

const rawText = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'template',
  'plaintext',
]);

interface Tag {
  name: string;
  attributes: Map<string, string>;
  end: number;
}

const noAttributes = new Map<string, string>();

/** Reads what begins at a `<`; null when it does not end within the text. */
function readTag(text: string, at: number): Tag | null {
  const opaque = (end: number, length: number): Tag | null =>
    end < 0 ? null : { name: '', attributes: noAttributes, end: end + length };
  // The dashes of `<!-->` serve for both ends.
  if (text.startsWith('<!--', at)) return opaque(text.indexOf('-->', at + 2), 3);
  if (/[!?]/.test(text[at + 1] ?? '')) return opaque(text.indexOf('>', at), 1);
  const name = /^<(\/?[a-z][^\t\n\f\r />]*)/i.exec(text.slice(at, at + 40))?.[1];
  if (name === undefined) {
    return text[at + 1] === '/'
      ? opaque(text.indexOf('>', at), 1)
      : { name: '', attributes: noAttributes, end: at + 1 };
  }
  return readAttributes(text, at + 1 + name.length, name.toLowerCase());
}

function readAttributes(text: string, from: number, name: string): Tag | null {
  const attributes = new Map<string, string>();
  const attribute =
    /[\t\n\f\r /]*(?:(>)|([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|(?!["'])([^\t\n\f\r >]*)))?)/y;
  attribute.lastIndex = from;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    if (match[1] !== undefined) return { name, attributes, end: attribute.lastIndex };
    const key = match[2]!.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, match[3] ?? match[4] ?? match[5] ?? '');
  }
  return null;
}

function charsetOfMeta(attributes: Map<string, string>): string | undefined {
  const direct = attributes.get('charset');
  const content = attributes.get('content');
  const pragma = attributes.get('http-equiv')?.toLowerCase() === 'content-type';
  const label = direct ?? (pragma && content !== undefined ? charsetInContent(content) : undefined);
  const charset = label === undefined ? undefined : charsetNamed(label);
  if (charset === 'utf-16le' || charset === 'utf-16be') return 'utf-8';
  return charset === 'x-user-defined' ? 'windows-1252' : charset;
}

/** "Extracting a character encoding from a meta element" of the HTML Standard. */
function charsetInContent(content: string): string | undefined {
  const found =
    /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;][^\t\n\f\r ;]*))/i.exec(content);
  return found === null ? undefined : (found[1] ?? found[2] ?? found[3]);
}
