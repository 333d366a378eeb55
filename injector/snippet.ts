import { createHash } from 'node:crypto';
import { InjectorError } from './errors.ts';
import { type StoredPrefix, storedPrefixes } from './stored-prefix.ts';

/** The loader's element, ready to be spliced in each encoding and syntax. */
export interface Snippet {
  readonly html: Buffer;
  readonly htmlUtf16le: Buffer;
  readonly htmlUtf16be: Buffer;
  readonly xhtml: Buffer;
  readonly xhtmlUtf16le: Buffer;
  readonly xhtmlUtf16be: Buffer;
  /** The CSP source expression that allows the script: `'sha256-…'`. */
  readonly hashSource: string;
  /**
   * What stands before a gzip page with this doctype: the HTML form, with a number other than 0 in its `data-hallway`
   * attribute, which lies outside the hash. Null where a block cannot hold it.
   */
  prefix(doctype: string, mark: number): StoredPrefix | null;
}

/**
 * Builds the element around the loader's source. The hash is over the text as a parser sees it, and that is the
 * source itself in both syntaxes: in XHTML the CDATA section's delimiters are no part of the text content.
 */
export function createSnippet(loader: string): Snippet {
  // A carriage return would become a line feed in the parser and a NUL a U+FFFD, and the hash would not hold.
  if (!/^[\t\n\x20-\x7e]+$/.test(loader)) throw new InjectorError('loader_not_ascii');
  if (/<\/script|<script|<!--|]]>/i.test(loader)) throw new InjectorError('loader_unsafe');

  const digest = createHash('sha256').update(loader).digest('base64');
  const html = `<script data-hallway>${loader}</script>`;
  const xhtml = `<script xmlns="http://www.w3.org/1999/xhtml" data-hallway=""><![CDATA[${loader}]]></script>`;
  const marked = (mark: number) =>
    Buffer.from(mark === 0 ? html : `<script data-hallway="${mark}">${loader}</script>`, 'latin1');
  return {
    html: Buffer.from(html, 'latin1'),
    htmlUtf16le: Buffer.from(html, 'utf16le'),
    htmlUtf16be: Buffer.from(html, 'utf16le').swap16(),
    xhtml: Buffer.from(xhtml, 'latin1'),
    xhtmlUtf16le: Buffer.from(xhtml, 'utf16le'),
    xhtmlUtf16be: Buffer.from(xhtml, 'utf16le').swap16(),
    hashSource: `'sha256-${digest}'`,
    prefix: storedPrefixes(marked),
  };
}
