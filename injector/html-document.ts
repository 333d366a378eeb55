import { createRequire } from 'node:module';

/** A node of a parsed page, as far as the injector reads it. */
export interface HtmlNode {
  type: string;
  /** Of elements. */
  name?: string;
  namespace?: string;
  attribs?: Record<string, string>;
  /** Of text, comments and the doctype. */
  data?: string;
  children?: HtmlNode[];
  parent: HtmlNode | null;
  /** Missing for elements that only the parser put there. */
  sourceCodeLocation?: SourceLocation | null;
  'x-mode'?: string;
}

export interface SourceLocation extends Range {
  attrs?: Record<string, Range>;
  startTag?: Range;
  /** Missing when the element is closed by something else. */
  endTag?: Range;
}

export interface Range {
  startOffset: number;
  endOffset: number;
}

/** A page as browsers with scripting parse it. */
export interface HtmlDocument {
  root: HtmlNode;
  /** The elements that a selector finds, in document order. */
  find(selector: string): HtmlNode[];
}

const require = createRequire(import.meta.url);
let cheerio: typeof import('cheerio') | undefined;

/** Parses a page. Costs some 250 ms a megabyte, and cheerio's loading at first use: for pages under a rule alone. */
export function parseHtml(text: string): HtmlDocument {
  // At start it would cost everybody 0.15 s; few have rules.
  cheerio ??= require('cheerio') as typeof import('cheerio');
  const $ = cheerio.load(text, { sourceCodeLocationInfo: true, scriptingEnabled: true }, true);
  const root = $.root();
  return {
    root: root[0] as unknown as HtmlNode,
    find: selector => root.find(selector).toArray() as unknown as HtmlNode[],
  };
}

/** What is wrong with a CSS selector, in the parser's words; null when it can be used. */
export function selectorFault(selector: string): string | null {
  if (selector.trim() === '') return 'it is empty';
  if (/^\s*[<>+~]|[>+~]\s*$/.test(selector)) return 'it begins or ends with a combinator';
  try {
    parseHtml('<p>').find(selector);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
