import type { RawHeaders } from './shapes.ts';

/** All values of a header in order; `name` in lower case. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    if (isNamed(headers[i]!, name)) values.push(headers[i + 1]!);
  }
  return values;
}

/** The values of a list header as one, joined as RFC 9110 5.3 allows; undefined when there is none. */
export function joined(headers: RawHeaders, name: string): string | undefined {
  const values = valuesOf(headers, name);
  return values.length < 2 ? values[0] : values.join(', ');
}

/** The members of a comma-separated list of tokens, trimmed and in lower case. */
export function tokens(value: string | undefined): string[] {
  if (value === undefined) return [];
  const members = value.split(',').map(member => member.trim().toLowerCase());
  return members.filter(member => member !== '');
}

/** What becomes of one header line: the new value, or null to drop it. */
export type HeaderEdit = (value: string) => string | null;

/** A copy with the edits applied, keyed by lower-case name; all other lines stay as they are, in place. */
export function edited(headers: RawHeaders, edits: ReadonlyMap<string, HeaderEdit>): RawHeaders {
  const result: RawHeaders = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    const edit = edits.get(name.toLowerCase());
    const value = edit === undefined ? headers[i + 1]! : edit(headers[i + 1]!);
    if (value !== null) result.push(name, value);
  }
  return result;
}

export const drop: HeaderEdit = () => null;

function isNamed(name: string, wanted: string): boolean {
  return name.length === wanted.length && name.toLowerCase() === wanted;
}
