import { joined, tokens, valuesOf } from './headers.ts';
import type { RawHeaders } from './shapes.ts';

/**
 * Whether a browser may keep such a response and show it again without asking (RFC 9111 4.2): a lifetime of its own, or
 * one that browsers guess from the last change.
 */
export function mayStayFresh(headers: RawHeaders): boolean {
  const directives = tokens(joined(headers, 'cache-control'));
  if (directives.some(name => name === 'no-store' || name === 'no-cache' || name.startsWith('no-cache=')))
    return false;
  const maxAge = directives.find(directive => directive.startsWith('max-age='));
  // A value that is no number counts as stale.
  if (maxAge !== undefined) return Number(maxAge.slice(8).replaceAll('"', '')) > 0;
  const expires = valuesOf(headers, 'expires')[0];
  if (expires !== undefined) return Date.parse(expires) > dateOf(headers);
  if (tokens(joined(headers, 'pragma')).includes('no-cache')) return false;
  return valuesOf(headers, 'last-modified').length > 0;
}

function dateOf(headers: RawHeaders): number {
  const date = Date.parse(valuesOf(headers, 'date')[0] ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}
