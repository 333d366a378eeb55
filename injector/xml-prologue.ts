import type { PlaceFinder, Units } from './prologue.ts';

/** Give up when `<head>` is not through within so many units. */
const lookAhead = 16_384;

// No piece can end in two ways, so that a long beginning without a match costs no more than one with it.
const misc = String.raw`(?:[\t\n\r ]|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)*`;
const attributes = String.raw`(?:[\t\n\r ]+[^\t\n\r <>="'/]+[\t\n\r ]*=[\t\n\r ]*(?:"[^"<]*"|'[^'<]*'))*[\t\n\r ]*`;
// A doctype with an internal subset (`[`) may define anything: not touched.
const doctype = String.raw`(?:<!DOCTYPE(?:[^<>"'\[\]]|"[^"]*"|'[^']*')*>)?`;
const opening = new RegExp(`^${misc}${doctype}${misc}<html(${attributes})>${misc}<head${attributes}>`);
const namespace =
  /[\t\n\r ]xmlns[\t\n\r ]*=[\t\n\r ]*(?:"http:\/\/www\.w3\.org\/1999\/xhtml"|'http:\/\/www\.w3\.org\/1999\/xhtml')/;

/**
 * Finds the place behind `<head>` in XHTML, where a mistake is fatal to the whole page: only documents whose
 * beginning has the plain shape are touched. Counts no unit before it is sure, so that all are given again.
 */
export class XmlPrologue implements PlaceFinder {
  verdict: PlaceFinder['verdict'] = 'looking';

  scan(units: Units, last: boolean): number {
    const head = units.subarray(0, lookAhead);
    const text = String.fromCharCode(...head);
    const match = opening.exec(text);
    if (match !== null) {
      // Without the namespace the browser shows a tree of elements and no page.
      this.verdict = namespace.test(match[1]!) ? 'found' : 'xml';
      return this.verdict === 'found' ? match[0].length : 0;
    }
    if (last || units.length >= lookAhead) this.verdict = 'xml';
    return 0;
  }
}
