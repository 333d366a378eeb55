import { isUtf8 } from 'node:buffer';
import { amendPolicies } from './csp.ts';
import { type HtmlDocument, type HtmlNode, parseHtml, type Range } from './html-document.ts';
import { escapeText, insertMarkup } from './insert.ts';
import type { Replacement, RuleResult } from './replacement-rule.ts';
import type { NumberedRule } from './rule-book.ts';
import { type Expected, hidingMark, sameTree } from './same-tree.ts';

/** A page with its parts edited; `bytes` is null when nothing is to be edited. */
export interface PageEdit extends Replacement {
  bytes: Uint8Array | null;
  hasPane: boolean;
  hides: boolean;
  /** Addresses of the frames written. */
  frames: string[];
}

/** Of one rule: a selector that finds more of a page was hardly meant. */
const maxElements = 500;
const maxSamples = 3;
const sampleChars = 160;

interface Edit {
  node: HtmlNode;
  from: number;
  to: number;
  text: string;
  expected: Expected;
  rule: NumberedRule | null;
}

/**
 * Applies rules to a page whose encoding extends ASCII. The parser only finds the places: what is written is spliced
 * into the bytes, and the result is parsed again to see that nothing but the elements meant has changed.
 */
export function editPage(bytes: Buffer, rules: readonly NumberedRule[], origin: string): PageEdit {
  // Markup is ASCII in every such encoding; only what selectors compare with is read better as UTF-8.
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const text = bytes.toString(encoding);
  const before = parseHtml(text);
  const { edits, results } = findEdits(before, text, rules, origin);
  const untouched = { bytes: null, hasPane: false, hides: false, frames: [], written: [], rules: results };
  if (results.some(({ found }) => found > maxElements)) return { ...untouched, outcome: 'many' };
  if (edits.length === 0) return { ...untouched, outcome: 'nothing' };

  const frames = framesOf(edits, origin);
  const all = [...edits, ...policyEdits(before, frames)].toSorted((a, b) => a.from - b.from);
  const edited = apply(text, all);
  const expected = new Map(all.map(edit => [edit.node, edit.expected]));
  if (!sameTree(before.root, parseHtml(edited).root, expected)) return { ...untouched, outcome: 'entangled' };
  return {
    outcome: 'edited',
    bytes: Buffer.from(edited, encoding),
    hasPane: edits.some(({ rule }) => isPane(rule!)),
    hides: edits.some(({ rule }) => rule!.do === 'hide'),
    frames,
    written: edits.map(edit => edit.text.trim()),
    rules: results,
  };
}

const isPane = ({ with: insert }: NumberedRule): boolean => insert !== null && 'pane' in insert;

/** The places of all rules' elements; where two meet, the earlier rule and the outer element win. */
function findEdits(
  document: HtmlDocument,
  text: string,
  rules: readonly NumberedRule[],
  origin: string,
): { edits: Edit[]; results: RuleResult[] } {
  const edits: Edit[] = [];
  const results: RuleResult[] = [];
  let hasPane = false;
  for (const rule of rules) {
    const elements = document.find(rule.selector);
    let edited = 0;
    for (const node of elements.slice(0, maxElements)) {
      // There is one pane in a page, however many places are named for it.
      if (isPane(rule) && hasPane) break;
      const edit = editOf(node, rule, origin);
      if (edit === null || edits.some(other => meet(edit, other))) continue;
      edits.push(edit);
      edited++;
      hasPane ||= isPane(rule);
    }
    const samples = elements.slice(0, maxSamples).map(node => sampleOf(node, text));
    results.push({ rule: rule.number, found: elements.length, edited, samples });
  }
  return { edits, results };
}

/** Its source, in one line; its name alone where only the parser put it there. */
function sampleOf({ sourceCodeLocation: at, name }: HtmlNode, text: string): string {
  if (!at) return `<${name}>`;
  const source = text.slice(at.startOffset, Math.min(at.endOffset, at.startOffset + sampleChars + 1));
  const line = source.replace(/\s+/g, ' ').trim().toWellFormed();
  return source.length > sampleChars ? `${line.slice(0, sampleChars)}…` : line;
}

/** Of these the content is no markup, or no content of the page. */
const closed = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'xmp',
  'noembed',
  'noframes',
  'plaintext',
]);
const html = 'http://www.w3.org/1999/xhtml';

function editOf(node: HtmlNode, rule: NumberedRule, origin: string): Edit | null {
  const { sourceCodeLocation: location, name } = node;
  // Elements without a location were put there by the parser.
  if (!location?.startTag || name === 'html' || name === 'head' || isInside(node)) return null;
  if (rule.do === 'hide') {
    if (name === 'body') return null;
    // Right behind the tag's name: the first of two attributes of one name counts.
    const at = location.startTag.startOffset + 1 + name!.length;
    return { node, rule, from: at, to: at, text: ` hidden ${hidingMark}`, expected: { kind: 'hide' } };
  }
  // Without an end tag it cannot be seen where the content ends.
  if (!location.endTag || closed.has(name!)) return null;
  const insert = rule.with!;
  const to = location.endTag.startOffset;
  return {
    node,
    rule,
    from: rule.do === 'replace' ? location.startTag.endOffset : to,
    to,
    text: insertMarkup(insert, origin),
    expected: { kind: rule.do, text: 'text' in insert ? insert.text : null },
  };
}

/** Whether it stands in a template, or in SVG or MathML, whose rules are not those of HTML. */
function isInside(node: HtmlNode): boolean {
  if (node.namespace !== html) return true;
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.name === 'template' || (up.namespace !== undefined && up.namespace !== html)) return true;
    // The content of a template has a root of its own.
    if (up.parent === null && up.type === 'root' && up['x-mode'] === undefined) return true;
  }
  return false;
}

/** Whether one element would be edited twice, or an edit lie in what another one takes away. */
function meet(a: Edit, b: Edit): boolean {
  if (a.node === b.node) return true;
  return (a.from < b.to && b.from < a.to) || isWithin(a, b) || isWithin(b, a);
}

const isWithin = (inner: Edit, outer: Edit): boolean => outer.from < inner.from && inner.to <= outer.to;

function framesOf(edits: Edit[], origin: string): string[] {
  const paths = edits.flatMap(({ rule }) => {
    const insert = rule!.with;
    if (insert === null || 'text' in insert) return [];
    return 'pane' in insert ? '/pane' : insert.portal;
  });
  return [...new Set(paths)].map(path => origin + path);
}

/** A policy in the page itself is in force before its body is read, frames included. */
function policyEdits(document: HtmlDocument, frames: string[]): Edit[] {
  if (frames.length === 0) return [];
  return document.find('meta[http-equiv="content-security-policy" i][content]').flatMap(node => {
    const range: Range | undefined = node.sourceCodeLocation?.attrs?.content;
    const policy = node.attribs!.content!;
    const amended = amendPolicies(policy, { hashSource: null, frames });
    if (range === undefined || amended === policy || isInside(node)) return [];
    const text = `content="${escapeText(amended)}"`;
    const { startOffset: from, endOffset: to } = range;
    return { node, rule: null, from, to, text, expected: { kind: 'policy' as const } };
  });
}

function apply(text: string, edits: Edit[]): string {
  let at = 0;
  let result = '';
  for (const { from, to, text: put } of edits) {
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at);
}
