import type { RawHeaders } from './shapes.ts';

const none: string[] = [];

/** All values of a header in order; `name` in lower case. Most headers are not there, and cost no array then. */
export function valuesOf(headers: RawHeaders, name: string): readonly string[] {
  let values: string[] | null = null;
  for (let i = 0; i < headers.length; i += 2) {
    if (!isNamed(headers[i]!, name)) continue;
    values ??= [];
    values.push(headers[i + 1]!);
  }
  return values ?? none;
}

/** The values of a list header as one, joined as RFC 9110 5.3 allows; undefined when there is none. */
export function joined(headers: RawHeaders, name: string): string | undefined {
  let values: string | undefined;
  for (let i = 0; i < headers.length; i += 2) {
    if (!isNamed(headers[i]!, name)) continue;
    values = values === undefined ? headers[i + 1]! : `${values}, ${headers[i + 1]!}`;
  }
  return values;
}

/** The members of a comma-separated list of tokens, trimmed and in lower case. */
export function tokens(value: string | undefined): readonly string[] {
  if (value === undefined) return none;
  const members = value.split(',').map(member => member.trim().toLowerCase());
  return members.filter(member => member !== '');
}

/** What becomes of one header line: the new value, or null to drop it. `facts` are those of the one head. */
export type HeaderEdit<Facts> = (value: string, facts: Facts) => string | null;

/** A copy with the edits applied, keyed by lower-case name; all other lines stay as they are, in place. */
export function edited<Facts>(
  headers: RawHeaders,
  edits: ReadonlyMap<string, HeaderEdit<Facts>>,
  facts: Facts,
): RawHeaders {
  const result: RawHeaders = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    const edit = edits.get(name.toLowerCase());
    const value = edit === undefined ? headers[i + 1]! : edit(headers[i + 1]!, facts);
    if (value !== null) result.push(name, value);
  }
  return result;
}

export const drop = (): null => null;

function isNamed(name: string, wanted: string): boolean {
  return name.length === wanted.length && (name === wanted || name.toLowerCase() === wanted);
}
