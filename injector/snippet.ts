import { createHash } from 'node:crypto';
import { InjectorError } from './errors.ts';
import { plainPrologue } from './plain-prologue.ts';
import { type PrefixBlock, prefixBlock } from './prefix-block.ts';
import { remembered } from './remembered.ts';

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
   * What goes before a gzip page that begins with this text, up to the place: its doctype and the HTML form, with the
   * number of the white space to trim in its `data-hallway` attribute, which lies outside the hash. Null where what stands
   * there is not plain.
   */
  prefix(prologue: string): PrefixBlock | null;
}

/** Pages choose how they begin; the usual ways are few. */
const usualPrologues = 64;

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
  const marked = (mark: number) => (mark === 0 ? html : `<script data-hallway="${mark}">${loader}</script>`);
  return {
    html: Buffer.from(html, 'latin1'),
    htmlUtf16le: Buffer.from(html, 'utf16le'),
    htmlUtf16be: Buffer.from(html, 'utf16le').swap16(),
    xhtml: Buffer.from(xhtml, 'latin1'),
    xhtmlUtf16le: Buffer.from(xhtml, 'utf16le'),
    xhtmlUtf16be: Buffer.from(xhtml, 'utf16le').swap16(),
    hashSource: `'sha256-${digest}'`,
    prefix: remembered(usualPrologues, prologue => {
      const plain = plainPrologue(prologue);
      return plain && prefixBlock(Buffer.from(plain.doctype + marked(plain.spaces), 'latin1'));
    }),
  };
}
