import type { Layout } from './charset.ts';
import { type Opening, openingLength, openPage, type PagePlan } from './opening.ts';
import type { PageBody } from './page-body.ts';
import { EscapedPrologue, HtmlPrologue, type PlaceFinder, type Units } from './prologue.ts';
import type { InjectorReason } from './reasons.ts';
import type { Snippet } from './snippet.ts';
import { XmlPrologue } from './xml-prologue.ts';

const nothing = Buffer.alloc(0);

/**
 * The filter of plain bodies: looks for the place, inserts, and from then on gives back each chunk itself.
 * Until the place is found it holds back what may still lie behind it: a few bytes in HTML, at most 32 KB in
 * XHTML. What it takes is never lost: whenever it gives up, all bytes go on as they came.
 */
export class Splice implements PageBody {
  verdict: 'looking' | 'found' | InjectorReason = 'looking';
  readonly #plan: PagePlan;
  readonly #snippet: Snippet;
  readonly #opened: (opening: Opening) => void;
  #held: Buffer = nothing;
  #finder: PlaceFinder | null = null;
  #layout: Layout = 'ascii';
  #rest: Buffer | null = null;
  /** True when browsers must guess the charset from the first bytes that reach them. */
  #isGuessed = false;

  /** `opened` is called once, with the page's first bytes judged and none of them given yet. */
  constructor(plan: PagePlan, snippet: Snippet, opened: (opening: Opening) => void = () => {}) {
    this.#plan = plan;
    this.#snippet = snippet;
    this.#opened = opened;
  }

  get fate(): InjectorReason | null {
    if (this.verdict === 'looking') return null;
    return this.verdict === 'found' ? 'inserted' : this.verdict;
  }

  get added(): number | null {
    if (this.verdict === 'looking') return null;
    return this.verdict === 'found' ? this.#bytes().length : 0;
  }

  write(chunk: Buffer): Buffer {
    if (this.verdict !== 'looking') return chunk;
    return this.#look(chunk, false);
  }

  rest(): Buffer | null {
    const rest = this.#rest;
    this.#rest = null;
    return rest;
  }

  end(): Buffer {
    if (this.verdict !== 'looking') return nothing;
    return this.#look(nothing, true);
  }

  destroy(): void {
    this.#held = nothing;
  }

  /** Gives the page up for a reason of the caller's; answers what is held. */
  abandon(reason: InjectorReason): Buffer {
    this.verdict = reason;
    return this.#release(nothing);
  }

  #look(chunk: Buffer, last: boolean): Buffer {
    const bytes = this.#release(chunk);
    if (this.#finder === null) return this.#open(bytes, last);
    return this.#find(this.#finder, bytes, 0, last);
  }

  #open(bytes: Buffer, last: boolean): Buffer {
    if (bytes.length < openingLength(this.#plan) && !last) return this.#hold(bytes, 0);
    if (bytes.length === 0) return this.abandon('empty');
    const opening = openPage(bytes, this.#plan);
    this.#opened(opening);
    if (!opening.ok) {
      this.verdict = opening.reason;
      return bytes;
    }
    this.#layout = opening.layout;
    this.#isGuessed = isUndeclared(this.#plan, opening);
    this.#finder = createFinder(this.#plan, opening);
    return this.#find(this.#finder, bytes, opening.bom, last);
  }

  #find(finder: PlaceFinder, bytes: Buffer, from: number, last: boolean): Buffer {
    const place = from + scan(finder, from === 0 ? bytes : bytes.subarray(from), this.#layout, last);
    this.verdict = finder.verdict;
    if (finder.verdict === 'looking') return this.#hold(bytes, place);
    if (finder.verdict !== 'found') return bytes;
    const rest = bytes.subarray(place);
    // Chromium was seen to guess from the loader alone, which says windows-1252, when that came in a piece of its own.
    if (this.#isGuessed) return Buffer.concat([bytes.subarray(0, place), this.#bytes(), rest]);
    // What follows goes on as it is: copying a page's first chunk would cost more than all the rest of the work.
    this.#rest = rest;
    return this.#loaderBehind(bytes, place);
  }

  #loaderBehind(bytes: Buffer, place: number): Buffer {
    const loader = this.#bytes();
    const first = Buffer.allocUnsafe(place + loader.length);
    bytes.copy(first, 0, 0, place);
    loader.copy(first, place);
    return first;
  }

  #bytes(): Buffer {
    const { html, htmlUtf16le, htmlUtf16be, xhtml, xhtmlUtf16le, xhtmlUtf16be } = this.#snippet;
    const isHtml = this.#plan.syntax === 'html';
    if (this.#layout === 'utf-16le') return isHtml ? htmlUtf16le : xhtmlUtf16le;
    if (this.#layout === 'utf-16be') return isHtml ? htmlUtf16be : xhtmlUtf16be;
    return isHtml ? html : xhtml;
  }

  /** Keeps what stands behind `safe` for the next call and gives what stands before. */
  #hold(bytes: Buffer, safe: number): Buffer {
    // A copy, since the caller may reuse the chunk's memory.
    this.#held = Buffer.from(bytes.subarray(safe));
    return bytes.subarray(0, safe);
  }

  #release(chunk: Buffer): Buffer {
    const held = this.#held;
    this.#held = nothing;
    return held.length === 0 ? chunk : Buffer.concat([held, chunk]);
  }
}

/** The finder that fits a page's syntax and encoding. */
export function createFinder(plan: PagePlan, opening: Opening & { ok: true }): PlaceFinder {
  if (plan.syntax === 'xhtml') return new XmlPrologue();
  const escapes = opening.layout === 'iso-2022-jp' || isUndeclared(plan, opening);
  return escapes ? new EscapedPrologue() : new HtmlPrologue();
}

function isUndeclared(plan: PagePlan, opening: Opening & { ok: true }): boolean {
  const isNamed = opening.bom > 0 || plan.charset !== undefined || opening.meta !== undefined;
  return !isNamed && opening.layout === 'ascii';
}

/** Answers the count in bytes; half a unit at the end of UTF-16 stays uncounted. */
function scan(finder: PlaceFinder, bytes: Buffer, layout: Layout, last: boolean): number {
  if (layout === 'ascii' || layout === 'iso-2022-jp') return finder.scan(bytes, last);
  return 2 * finder.scan(wideUnits(bytes, layout === 'utf-16le' ? 0 : 1), last);
}

function wideUnits(bytes: Buffer, low: 0 | 1): Units {
  const units = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < units.length; i++) units[i] = bytes[2 * i + low]! | (bytes[2 * i + 1 - low]! << 8);
  return units;
}
