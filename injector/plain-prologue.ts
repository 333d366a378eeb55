/** What must stand before a page whose own first tags come after the loader's element. */
export interface PlainPrologue {
  /** The page's own doctype, byte for byte; empty when it has none. */
  doctype: string;
  /** How many characters of white space the parser would then put into the head instead of dropping them. */
  spaces: number;
}

const space = '[\\t\\n\\f\\r ]';
const attribute = `[^\\t\\n\\f\\r />"'=<]+(?:${space}*=${space}*(?:"[^"]*"|'[^']*'|[^\\t\\n\\f\\r >"'=<\`/]+))?`;
const shape = new RegExp(
  `^(${space}*)(<!doctype[^>]*>)?(${space}*)(?:<html(?:${space}+${attribute})*${space}*/?>)?(${space}*)(?:<head>)?$`,
  'i',
);

/**
 * Judges what stands before the place where the head begins. Plain is: white space, a doctype, `<html …>`, and a
 * `<head>` without attributes, each at most once. Behind a doctype and a script a parser ignores a second doctype
 * and a `<head>`, and merges the attributes of `<html>`, so that such a page may be preceded by the loader; with
 * a comment or attributes of `<head>` it may not.
 */
export function plainPrologue(text: string): PlainPrologue | null {
  const match = shape.exec(text);
  if (match === null) return null;
  const [, first = '', doctype = '', second = '', third = ''] = match;
  return { doctype, spaces: (first + second + third).replaceAll('\r\n', '\n').length };
}
