import type { InjectorReason } from './reasons.ts';

/** A page's code units: bytes, or those of UTF-16. */
export type Units = Uint8Array | Uint16Array;

/** Whoever finds the place for the loader: told the page's units piece by piece, in any chunking. */
export interface PlaceFinder {
  /** `looking` until the place is found or given up. */
  readonly verdict: 'looking' | 'found' | InjectorReason;
  /**
   * Takes units from where the last call stopped; answers how many of them lie before the place for certain.
   * Units not counted must be given again, with more behind them. At `last` a verdict is always reached.
   */
  scan(units: Units, last: boolean): number;
}

/** Give up when the place is not found within so many units. */
export const lookAhead = 65_536;

/** So much bare text decides whether it is plain ASCII. */
const judgedLength = 64;

// States of the tokenizer (HTML Standard 13.2.5), named as there; only those that decide where a token ends.
const data = 0;
const commentStart = 1;
const commentStartDash = 2;
const comment = 3;
const commentEndDash = 4;
const commentEnd = 5;
const commentEndBang = 6;
/** Bogus comments, processing instructions and doctypes all end at the next `>`. */
const untilGreater = 7;
const beforeName = 8;
const inName = 9;
const beforeValue = 10;
const doubleQuoted = 11;
const singleQuoted = 12;
const unquoted = 13;
const afterQuoted = 14;
const tagName = 15;

const LESS = 0x3c;
const GREATER = 0x3e;
const BANG = 0x21;
const AMPERSAND = 0x26;
const DASH = 0x2d;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const ESC = 0x1b;

/**
 * Finds where an HTML parser's head begins. White space, comments, doctypes, `<html …>` and end tags that the
 * parser ignores are passed over; the place is behind `<head …>`, or else before whatever comes first. There the
 * parser is in, or about to enter, the insertion mode "in head" (13.2.6.4), so that a script there is the head's
 * first child and nothing else changes its parent. It holds no text: at most ten units are given twice.
 */
export class HtmlPrologue implements PlaceFinder {
  verdict: PlaceFinder['verdict'] = 'looking';
  /** True when the place is found because text stands there, outside all tags. */
  isBeforeText = false;
  #state = data;
  /** True while the tag being read is `<head …>`. */
  #inHead = false;
  #seen = 0;

  scan(units: Units, last: boolean): number {
    const end = Math.min(units.length, lookAhead - this.#seen);
    let at = 0;
    while (this.verdict === 'looking' && at < end) {
      const next = this.#state === data ? this.#token(units, at, last) : this.#step(units[at]!, at);
      if (next < 0) break;
      at = next;
    }
    this.#seen += at;
    if (this.verdict !== 'looking') return at;
    if (this.#seen >= lookAhead) this.verdict = 'too_long';
    else if (last) this.verdict = this.#state === data ? 'found' : 'unfinished';
    return at;
  }

  /** Reads the start of a token; answers where to go on, or -1 when more units are needed. */
  #token(units: Units, at: number, last: boolean): number {
    const unit = units[at]!;
    if (isSpace(unit)) return at + 1;
    if (unit === LESS) return this.#open(units, at, last);
    this.isBeforeText = unit !== AMPERSAND;
    return unit === AMPERSAND ? this.#reference(units, at, last) : this.#end('found', at);
  }

  /** `&#32;`, `&Tab;` and `&NewLine;` are white space to the tree builder: what follows may still be a doctype. */
  #reference(units: Units, at: number, last: boolean): number {
    const unit = units[at + 1];
    if (unit === undefined && !last) return -1;
    const maybeSpace = unit === 0x23 || unit === 0x54 || unit === 0x4e;
    return this.#end(maybeSpace ? 'reference' : 'found', at);
  }

  #open(units: Units, at: number, last: boolean): number {
    const unit = units[at + 1];
    if (unit === undefined) return last ? this.#end('found', at) : -1;
    if (unit === BANG) return this.#declaration(units, at + 2, last);
    if (unit === 0x3f) return this.#enter(untilGreater, at + 1);
    if (unit === SLASH) return this.#endTag(units, at, last);
    if (!isLetter(unit)) return this.#end('found', at);
    const name = readName(units, at + 1);
    if (name === null) return last ? this.#end('unfinished', at) : -1;
    if (name !== 'html' && name !== 'head') return this.#end('found', at);
    this.#inHead = name === 'head';
    return this.#enter(tagName, at + 5);
  }

  #declaration(units: Units, at: number, last: boolean): number {
    if (units[at] === undefined || (units[at] === DASH && units[at + 1] === undefined)) {
      return last ? this.#end('unfinished', at - 2) : -1;
    }
    if (units[at] === DASH && units[at + 1] === DASH) return this.#enter(commentStart, at + 2);
    return this.#enter(untilGreater, at);
  }

  #endTag(units: Units, at: number, last: boolean): number {
    const unit = units[at + 2];
    if (unit === undefined) return last ? this.#end('found', at) : -1;
    if (unit === GREATER) return at + 3;
    if (!isLetter(unit)) return this.#enter(untilGreater, at + 2);
    const name = readName(units, at + 2);
    if (name === null) return last ? this.#end('unfinished', at) : -1;
    // These four open the head; all other end tags are ignored here.
    if (name === 'head' || name === 'body' || name === 'html' || name === 'br') return this.#end('found', at);
    this.#inHead = false;
    return this.#enter(tagName, at + 2);
  }

  #step(unit: number, at: number): number {
    if (this.#state >= beforeName) return this.#tagStep(unit, at);
    if (this.#state === untilGreater) {
      if (unit === GREATER) this.#state = data;
      return at + 1;
    }
    this.#state = commentStep(this.#state, unit);
    return at + 1;
  }

  #tagStep(unit: number, at: number): number {
    const next = tagStep(this.#state, unit);
    this.#state = next;
    if (next === data && this.#inHead) return this.#end('found', at + 1);
    return at + 1;
  }

  #enter(state: number, at: number): number {
    this.#state = state;
    return at;
  }

  #end(verdict: PlaceFinder['verdict'], at: number): number {
    this.verdict = verdict;
    return at;
  }
}

function commentStep(state: number, unit: number): number {
  switch (state) {
    case commentStart:
      if (unit === GREATER) return data;
      return unit === DASH ? commentStartDash : comment;
    case commentStartDash:
      if (unit === GREATER) return data;
      return unit === DASH ? commentEnd : comment;
    case commentEndDash:
      return unit === DASH ? commentEnd : comment;
    case commentEnd:
      if (unit === GREATER) return data;
      if (unit === BANG) return commentEndBang;
      return unit === DASH ? commentEnd : comment;
    case commentEndBang:
      if (unit === GREATER) return data;
      return unit === DASH ? commentEndDash : comment;
    default:
      return unit === DASH ? commentEndDash : comment;
  }
}

function tagStep(state: number, unit: number): number {
  if (state === doubleQuoted) return unit === 0x22 ? afterQuoted : doubleQuoted;
  if (state === singleQuoted) return unit === 0x27 ? afterQuoted : singleQuoted;
  if (unit === GREATER) return data;
  const space = isSpace(unit);
  switch (state) {
    case tagName:
      return space || unit === SLASH ? beforeName : tagName;
    case inName:
      // Behind a name and white space `=` still gives it a value, and anything else begins the next name.
      if (unit === SLASH) return beforeName;
      return unit === EQUALS ? beforeValue : inName;
    case beforeValue:
      if (space) return beforeValue;
      if (unit === 0x22) return doubleQuoted;
      return unit === 0x27 ? singleQuoted : unquoted;
    case unquoted:
      return space ? beforeName : unquoted;
    default:
      // Before a name, `=` begins one; after a quoted value anything does.
      return space || unit === SLASH ? beforeName : inName;
  }
}

/** The name of a tag in lower case; `other` when it is none of those that matter; null when it is cut off. */
function readName(units: Units, from: number): string | null {
  // Four letters in one number: nearly every page has two names read, and no text need be made for that.
  let letters = 0;
  for (let at = from; at < from + 5; at++) {
    const unit = units[at];
    if (unit === undefined) return couldMatter(textOf(units, from)) ? null : 'other';
    if (isSpace(unit) || unit === SLASH || unit === GREATER) return names.get(letters) ?? 'other';
    if (unit > 0x7f) return 'other';
    letters = (letters << 8) | (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);
  }
  return 'other';
}

const names = new Map(
  ['html', 'head', 'body', 'br'].map(name => [
    Buffer.from(name).reduce((sum, unit) => (sum << 8) | unit, 0),
    name,
  ]),
);

const textOf = (units: Units, from: number) =>
  String.fromCharCode(...units.subarray(from, from + 4)).toLowerCase();

function couldMatter(start: string): boolean {
  return 'html'.startsWith(start) || 'head'.startsWith(start) || 'body'.startsWith(start) || 'br' === start;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0x0c;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return unit < 0x80 && lower >= 0x61 && lower <= 0x7a;
}

/**
 * The same for ISO-2022-JP, where an escape switches to two-byte text, whose bytes look like ASCII and are none, and
 * for pages of undeclared charset, for which a browser may detect that encoding or another. Gives up unless the place
 * is in plain ASCII, and before bare text that is not: Chromium, which guesses from the first bytes, was seen to guess GBK
 * instead of EUC-JP, or windows-1256 instead of 1252, once a script stood right before such a text. Behind other tags
 * its guess was the same.
 */
export class EscapedPrologue implements PlaceFinder {
  readonly #inner = new HtmlPrologue();
  #given: PlaceFinder['verdict'] | null = null;

  get verdict(): PlaceFinder['verdict'] {
    return this.#given ?? this.#inner.verdict;
  }

  scan(units: Units, last: boolean): number {
    if (this.#inner.isBeforeText) {
      this.#judge(units, last);
      return 0;
    }
    const switched = units.indexOf(ESC);
    const taken =
      switched < 0 ? this.#inner.scan(units, last) : this.#inner.scan(units.subarray(0, switched), false);
    if (switched >= 0 && this.#inner.verdict === 'looking') this.#given = 'escape';
    if (this.#inner.isBeforeText) this.#judge(units.subarray(taken), last);
    return taken;
  }

  /** `text` begins at the place, now and in every further call. */
  #judge(text: Units, last: boolean): void {
    const beginning = String.fromCharCode(...text.subarray(0, judgedLength));
    // Up to the first tag, comment or the like; a lone `<` is text.
    const tag = beginning.search(/<[a-z/!?]/i);
    const isWhole = tag >= 0 || beginning.length === judgedLength || last;
    if (/[^\x00-\x7f]/.test(tag < 0 ? beginning : beginning.slice(0, tag))) this.#given = 'guessed';
    else this.#given = isWhole ? null : 'looking';
  }
}
