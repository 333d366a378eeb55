import { type Layout, layoutOf } from './charset.ts';
import { prescanMeta } from './meta-prescan.ts';
import type { InjectorReason } from './reasons.ts';

/** What the response's head says of the page. */
export interface PagePlan {
  syntax: 'html' | 'xhtml';
  /** The charset in the Content-Type by its standard name; undefined when none is declared or it is unknown. */
  charset: string | undefined;
  /** True when there is no Content-Type and the first bytes must be those of HTML. */
  sniff: boolean;
  /** How many bytes the body has in its coding, where the head says it. */
  length?: number | undefined;
}

/** What the first bytes say: how to go on, or why not to. */
export type Opening =
  | { ok: true; layout: Layout; bom: number; meta: string | undefined; metaEnd: number }
  | { ok: false; reason: InjectorReason };

/** As many bytes must be at hand (or the page's end) before `openPage` can answer. */
export function openingLength(plan: PagePlan): number {
  return plan.sniff ? 512 : 4;
}

/** Reads byte order mark, signature and meta charset from a page's first bytes. */
export function openPage(bytes: Buffer, plan: PagePlan): Opening {
  const marked = readBom(bytes);
  if (marked !== null) return checked(bytes, plan, marked.layout, marked.bom);
  const declared = plan.charset === undefined ? 'ascii' : layoutOf(plan.charset);
  if (declared === null) return { ok: false, reason: 'charset' };
  return checked(bytes, plan, declared, 0);
}

function checked(bytes: Buffer, plan: PagePlan, layout: Layout, bom: number): Opening {
  const wide = layout === 'utf-16le' || layout === 'utf-16be';
  // UTF-32 is none of the browsers' encodings; its pages are garbage already and must stay the same garbage.
  const odd = wide ? bytes[bom] === 0 && bytes[bom + 1] === 0 : hasZero(bytes, bom, bom + 4);
  if (odd || (bom === 0 && startsWithUtf32Mark(bytes))) return { ok: false, reason: 'odd_encoding' };
  if (plan.sniff && (wide || !looksLikeHtml(bytes.subarray(bom))))
    return { ok: false, reason: 'not_sniffed' };

  const open = bom > 0 || plan.charset !== undefined || plan.syntax === 'xhtml';
  const found = open ? null : prescanMeta(bytes);
  if (found === null) return { ok: true, layout, bom, meta: undefined, metaEnd: 0 };
  const named = layoutOf(found.charset);
  if (named === null) return { ok: false, reason: 'charset' };
  return { ok: true, layout: named, bom, meta: found.charset, metaEnd: found.end };
}

function readBom(bytes: Buffer): { layout: Layout; bom: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { layout: 'ascii', bom: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { layout: 'utf-16le', bom: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { layout: 'utf-16be', bom: 2 };
  return null;
}

function hasZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === 0) return true;
  return false;
}

function startsWithUtf32Mark(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff;
}

/** The signatures of HTML in MIME Sniffing 7.1: white space, one of these, then a space or `>`. */
function looksLikeHtml(bytes: Buffer): boolean {
  const signature =
    /^[\t\n\f\r ]*(?:<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >]|<!--[ >])/i;
  return signature.test(bytes.toString('latin1', 0, 512));
}
