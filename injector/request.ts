import { originalTags } from './etag.ts';
import { drop, edited, type HeaderEdit, joined } from './headers.ts';
import type { RawHeaders } from './shapes.ts';

/**
 * The headers to send upstream for a request that may bring a page: only codings that can be decoded here, no
 * ranges, and validators only of copies that hold the loader (HTTP.md 2, 3, 6).
 */
export function upstreamHeaders(headers: RawHeaders, version: string): RawHeaders {
  return edited(headers, edits, { headers, version, hasEncodings: false, hasTags: false });
}

interface Facts {
  headers: RawHeaders;
  version: string;
  /** Two lines of one list are one list: the first gets the result of both. */
  hasEncodings: boolean;
  hasTags: boolean;
}

const edits = new Map<string, HeaderEdit<Facts>>([
  ['accept-encoding', encodings],
  ['if-none-match', tags],
  ['if-modified-since', drop],
  ['range', drop],
  ['if-range', drop],
  ['available-dictionary', drop],
  ['dictionary-id', drop],
]);

function encodings(_value: string, facts: Facts): string | null {
  if (facts.hasEncodings) return null;
  facts.hasEncodings = true;
  return decodable(joined(facts.headers, 'accept-encoding')!);
}

function tags(_value: string, facts: Facts): string | null {
  if (facts.hasTags) return null;
  facts.hasTags = true;
  return originalTags(joined(facts.headers, 'if-none-match')!, facts.version);
}

const codings = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'identity']);

/**
 * Gzip alone where the browser takes it: such a page mostly goes on without being decoded, while every other coding
 * costs both ways (decision 2). Else weights, order and spelling of what stays are the browser's own. `*` would allow
 * what cannot be decoded.
 */
function decodable(list: string): string {
  // As browsers write it, without a weight.
  if (/(?:^|,)[\t ]*gzip[\t ]*(?:,|$)/i.test(list)) return 'gzip';
  const members = list.split(',').map(member => member.trim().toLowerCase());
  if (members.some(takesGzip)) return 'gzip';
  const kept = members.filter(member => codings.has(nameOf(member)));
  return kept.length === 0 ? 'identity' : kept.join(', ');
}

const nameOf = (member: string) => member.split(';', 1)[0]!.trim();

const takesGzip = (member: string) => nameOf(member) === 'gzip' && !/;\s*q\s*=\s*0(?:\.0*)?\s*$/.test(member);
