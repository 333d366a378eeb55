import { parse } from 'node-html-parser';
import type { PageSummary } from '../relay/index.ts';

const limits = { title: 200, description: 300, site: 80 };
/** Longer elements, and more of them, are no part of a sensible page. */
const maxElementChars = 4_096;
const maxMetas = 200;

/** What a page's head says of it, for people. `null`: it has no title. */
export function pageSummary(html: string): PageSummary | null {
  const said = new Map<string, string>();
  for (const element of headElements(html)) {
    const [name, content] = read(element);
    if (name && content && !said.has(name)) said.set(name, content);
  }
  const first = (...names: string[]) => names.map(name => said.get(name)).find(Boolean) ?? '';
  const title = oneLine(first('og:title', 'title'), limits.title);
  if (title === '') return null;
  const description = oneLine(first('og:description', 'description'), limits.description);
  const site = oneLine(first('og:site_name'), limits.site);
  return { title, description: description === title ? '' : description, site };
}

/** Name and content of one `title` or `meta`. */
function read(element: string): [name: string, content: string] {
  const root = parse(element);
  const meta = root.querySelector('meta');
  if (!meta) return ['title', root.querySelector('title')?.text ?? ''];
  const name = meta.getAttribute('property') ?? meta.getAttribute('name') ?? '';
  return [name.trim().toLowerCase(), meta.getAttribute('content') ?? ''];
}

const opening = /<(?:!--|(title|meta|script|style|noscript|template|body)(?=[\s/>]))/gi;
const wholeMeta = /^<meta(?:[^>"']|"[^"]*"|'[^']*')*>/i;

/**
 * The first `title` and the `meta`s of the head, each alone. The parser takes time in the square of what some pages
 * hold (64 KB of `<div>`: seconds), so it never sees a whole page of a stranger's making.
 */
function headElements(html: string): string[] {
  const found: string[] = [];
  const closing = (end: RegExp, from: number) => {
    end.lastIndex = from;
    return end.exec(html)?.index ?? html.length;
  };
  let hasTitle = false;
  opening.lastIndex = 0;
  for (let match = opening.exec(html); match && found.length < maxMetas; match = opening.exec(html)) {
    const [, tag] = match;
    const name = tag?.toLowerCase();
    if (name === 'body') break;
    if (name === 'meta') {
      const piece = wholeMeta.exec(html.slice(match.index, match.index + maxElementChars))?.[0];
      found.push(piece ?? '');
      opening.lastIndex += Math.max(0, (piece?.length ?? 0) - match[0].length);
      continue;
    }
    const end = closing(name === undefined ? /-->/g : new RegExp(`</${name}`, 'gi'), opening.lastIndex);
    if (name === 'title' && !hasTitle) {
      found.push(`${html.slice(match.index, Math.min(end, match.index + maxElementChars))}</title>`);
      hasTitle = true;
    }
    opening.lastIndex = end;
  }
  return found;
}

/** Control characters, and such as turn the direction of what follows or show nothing, could make a text look like another. */
function oneLine(text: string, maxChars: number): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .replace(/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '')
    .trim();
  const letters = Array.from(clean);
  return letters.length <= maxChars
    ? clean
    : `${letters
        .slice(0, maxChars - 1)
        .join('')
        .trimEnd()}…`;
}
