/**
 * Amends one Content-Security-Policy header value (enforced or Report-Only) so that the loader runs and the pane
 * loads, and changes nothing else: order, case, unknown directives and white space stay as they are. Each of the
 * comma-joined policies is amended by itself (CSP 3, 2.2). BROWSER.md 2 says why it is done this way.
 */
export function amendPolicies(value: string, additions: CspAdditions): string {
  if (!value.includes(',')) return amendPolicy(value, additions);
  return value
    .split(',')
    .map(policy => amendPolicy(policy, additions))
    .join(',');
}

export interface CspAdditions {
  /** The loader's hash source, with its quotes; null for a page without the loader. */
  hashSource: string | null;
  /** Addresses of our frames, the pane's first, without query. */
  frames: readonly string[];
  /** The hash source of our style, in pages that hold it. */
  styleHash?: string | undefined;
}

/** True when one of the policies sandboxes the page without scripts, or without an origin of its own. */
export function forbidsLoader(value: string): boolean {
  return value.split(',').some(policy => {
    const sandbox = find(parse(policy), ['sandbox']);
    if (sandbox === undefined) return false;
    const allowed = sandbox.sources.map(source => source.toLowerCase());
    return !allowed.includes('allow-scripts') || !allowed.includes('allow-same-origin');
  });
}

interface Directive {
  /** In lower case. */
  name: string;
  sources: string[];
  /** Where its text ends in the policy, white space behind it left out. */
  end: number;
  /** Where its sources begin; equal to `end` when there are none. */
  sourcesAt: number;
}

function parse(policy: string): Directive[] {
  const directives: Directive[] = [];
  let at = 0;
  for (const text of policy.split(';')) {
    const directive = parseDirective(text, at);
    at += text.length + 1;
    // The first of a name counts, later ones are ignored.
    if (directive !== null && !directives.some(({ name }) => name === directive.name))
      directives.push(directive);
  }
  return directives;
}

function parseDirective(text: string, at: number): Directive | null {
  // Browsers skip what holds bytes beyond ASCII.
  if (/[^\x00-\x7f]/.test(text)) return null;
  const nameAt = skip(text, 0, text.length, true);
  if (nameAt === text.length) return null;
  let end = text.length;
  while (isSpace(text, end - 1)) end--;
  const nameEnd = skip(text, nameAt, end, false);
  const sourcesAt = skip(text, nameEnd, end, true);
  return {
    name: text.slice(nameAt, nameEnd).toLowerCase(),
    sources: sourcesAt === end ? [] : text.slice(sourcesAt, end).split(/[\t\n\f\r ]+/),
    sourcesAt: at + sourcesAt,
    end: at + end,
  };
}

/** The first position from `at` on whose character is not (or, with false, is) white space. */
function skip(text: string, at: number, end: number, spaces: boolean): number {
  let position = at;
  while (position < end && isSpace(text, position) === spaces) position++;
  return position;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d;
}

function find(directives: Directive[], names: readonly string[]): Directive | undefined {
  for (const name of names) {
    const found = directives.find(directive => directive.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

function amendPolicy(policy: string, additions: CspAdditions): string {
  const directives = parse(policy);
  const { hashSource, styleHash, frames } = additions;
  const changes = [
    hashSource === null ? null : amendScripts(directives, hashSource),
    styleHash === undefined ? null : amendStyles(directives, styleHash),
    amendFrames(directives, frames),
  ];
  const edits = changes.filter(change => typeof change === 'object' && change !== null);
  const appended = changes.filter(change => typeof change === 'string');
  return append(apply(policy, edits), appended);
}

/** An edit of a directive that is there, the text of a new one, or null where nothing is needed. */
type Change = Edit | string | null;

function amendScripts(directives: Directive[], hashSource: string): Change {
  const scripts = find(directives, ['script-src-elem', 'script-src', 'default-src']);
  if (scripts === undefined || allowsInline(scripts.sources, hashSource, true)) return null;
  if (scripts.name === 'script-src-elem') return extended(scripts, hashSource);
  return `script-src-elem ${listWith(scripts.sources, hashSource)}`;
}

function amendStyles(directives: Directive[], styleHash: string): Change {
  const styles = find(directives, ['style-src-elem', 'style-src', 'default-src']);
  if (styles === undefined || allowsInline(styles.sources, styleHash, false)) return null;
  if (styles.name === 'style-src-elem') return extended(styles, styleHash);
  return `style-src-elem ${listWith(styles.sources.filter(meansStyles), styleHash)}`;
}

function amendFrames(directives: Directive[], urls: readonly string[]): Change {
  const frames = find(directives, ['frame-src', 'child-src', 'default-src']);
  if (frames === undefined) return null;
  const missing = urls.filter(url => !allowsFrame(frames.sources, url)).join(' ');
  if (missing === '') return null;
  if (frames.name === 'frame-src') return extended(frames, missing);
  return `frame-src ${listWith(frames.sources.filter(meansFrames), missing)}`;
}

/** CSP 3, 2.3.1. What is not written exactly so (a quote forgotten, a template's braces left in) browsers skip. */
const nonceOrHash = /^'(?:nonce-|sha(?:256|384|512)-)[a-z0-9+/_-]+={0,2}'$/;

/** CSP 3, 6.7.3.2: a nonce, a hash or, for scripts, strict-dynamic beside it switches unsafe-inline off. */
function allowsInline(sources: string[], hashSource: string, isScript: boolean): boolean {
  if (sources.includes(hashSource)) return true;
  const lower = sources.map(source => source.toLowerCase());
  if (!lower.includes("'unsafe-inline'")) return false;
  return !lower.some(source => (isScript && source === "'strict-dynamic'") || nonceOrHash.test(source));
}

/** Schemes and the star match every https address; anything narrower is not worth guessing. */
function allowsFrame(sources: string[], url: string): boolean {
  return sources.some(source => /^(?:\*|https?:)$/i.test(source) || source === url);
}

/** Of the quoted words only these mean anything for frames; browsers write a console line about the others. */
function meansFrames(source: string): boolean {
  return !source.startsWith("'") || /^'(?:self|none|report-sample)'$/i.test(source);
}

/** Words for scripts alone stay out of a list that is copied for styles. */
function meansStyles(source: string): boolean {
  return !/^'(?:strict-dynamic|unsafe-eval|wasm-unsafe-eval|trusted-types-eval|inline-speculation-rules|report-sha\d+)'$/i.test(
    source,
  );
}

function isNone(source: string): boolean {
  return source.toLowerCase() === "'none'";
}

function listWith(sources: string[], addition: string): string {
  return [...sources.filter(source => !isNone(source)), addition].join(' ');
}

/** Appends to a directive in place; a lone 'none' gives way, since beside others it draws a console line. */
function extended(directive: Directive, addition: string): Edit {
  const { sources, sourcesAt, end } = directive;
  if (sources.length === 1 && isNone(sources[0]!)) return { from: sourcesAt, to: end, text: addition };
  return { from: end, to: end, text: ` ${addition}` };
}

function apply(policy: string, edits: Edit[]): string {
  const ordered = edits.toSorted((a, b) => b.from - a.from);
  return ordered.reduce(
    (text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to),
    policy,
  );
}

function append(policy: string, directives: string[]): string {
  if (directives.length === 0) return policy;
  let end = policy.length;
  while (isSpace(policy, end - 1)) end--;
  const body = policy.slice(0, end);
  const separator = body.endsWith(';') ? ' ' : '; ';
  return body + separator + directives.join('; ') + policy.slice(end);
}
