import type { HtmlNode } from './html-document.ts';

/** What an edit may have made of an element: other content, more content, a mark, or another policy in its content. */
export type Expected = { kind: 'replace' | 'append'; text: string | null } | { kind: 'hide' | 'policy' };

/** The attribute by which our style finds what it hides. */
export const hidingMark = 'data-hallway-hide';

/**
 * Whether a page after the edits is the same tree as before but for exactly what was meant. A parser may well make
 * more of an edit than that: an iframe moves out of a table, a text ends a script.
 */
export function sameTree(
  before: HtmlNode,
  after: HtmlNode,
  expected: ReadonlyMap<HtmlNode, Expected>,
): boolean {
  const pairs: [HtmlNode, HtmlNode][] = [[before, after]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    const meant = expected.get(a);
    if (!sameNode(a, b, meant)) return false;
    let own = a.children ?? [];
    let others = b.children ?? [];
    if (meant?.kind === 'replace' || meant?.kind === 'append') {
      if (meant.kind === 'replace') own = [];
      const rest = withoutInsert(own, others, meant.text);
      if (rest === null) return false;
      others = rest;
    }
    if (own.length !== others.length) return false;
    for (const [index, child] of own.entries()) pairs.push([child, others[index]!]);
  }
  return true;
}

function sameNode(a: HtmlNode, b: HtmlNode, meant: Expected | undefined): boolean {
  if (a.type !== b.type || a.name !== b.name || a.namespace !== b.namespace) return false;
  if (a.data !== b.data || a['x-mode'] !== b['x-mode']) return false;
  const own = Object.entries(a.attribs ?? {}).filter(([name]) => isKept(name, meant));
  const others = Object.entries(b.attribs ?? {}).filter(([name]) => isKept(name, meant));
  return own.length === others.length && own.every(([name, value]) => b.attribs?.[name] === value);
}

function isKept(name: string, meant: Expected | undefined): boolean {
  if (meant?.kind === 'hide') return name !== 'hidden' && name !== hidingMark;
  return meant?.kind !== 'policy' || name !== 'content';
}

/** The children as they were before the insert at their end; null when it is not there as meant. `text`: null for a frame. */
function withoutInsert(before: HtmlNode[], after: HtmlNode[], text: string | null): HtmlNode[] | null {
  if (text === '') return after;
  const last = after.at(-1);
  if (last === undefined) return null;
  if (text === null) return isFrame(last) ? after.slice(0, -1) : null;
  const lastBefore = before.at(-1);
  // Two texts side by side are one.
  if (lastBefore?.type === 'text') {
    if (last.data !== `${lastBefore.data}${text}`) return null;
    return [...after.slice(0, -1), { ...last, data: lastBefore.data! }];
  }
  return last.type === 'text' && last.data === text ? after.slice(0, -1) : null;
}

function isFrame({ name, attribs }: HtmlNode): boolean {
  return name === 'iframe' && attribs !== undefined && 'data-hallway' in attribs;
}
