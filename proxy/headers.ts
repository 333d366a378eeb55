import type { RawHeaders } from './rewriter.ts';

/** Headers that concern one connection alone (RFC 9110 7.6.1), and the proxy's own. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-authentication-info',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** Lower-case names whose length no hop-by-hop header has need no look into the set. */
const hopLengths = new Set([...hopByHop].map(name => name.length));

export function isHopByHop(lowerName: string): boolean {
  return hopLengths.has(lowerName.length) && hopByHop.has(lowerName);
}

/** The value of the first header of that lower-case name, or `undefined`. */
export function findHeader(headers: RawHeaders, lowerName: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    if (name.length === lowerName.length && name.toLowerCase() === lowerName) return headers[index + 1];
  }
  return undefined;
}

/** The values of all headers of that lower-case name. */
export function findHeaders(headers: RawHeaders, lowerName: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < headers.length; index += 2)
    if (headers[index]!.toLowerCase() === lowerName) values.push(headers[index + 1]!);
  return values;
}

/** Adds the names that a `Connection` value lists (but for the usual `keep-alive` and `close`) to `names`. */
export function listConnectionNames(value: string, names: Set<string> | null): Set<string> | null {
  const lower = value.toLowerCase();
  if (lower === 'keep-alive' || lower === 'close') return names;
  const list = names ?? new Set<string>();
  for (const token of lower.split(',')) list.add(token.trim());
  return list;
}

/** Removes every header that `names` holds. */
export function withoutNames(headers: RawHeaders, names: Set<string>): RawHeaders {
  const kept: RawHeaders = [];
  for (let index = 0; index < headers.length; index += 2) {
    if (!names.has(headers[index]!.toLowerCase())) kept.push(headers[index]!, headers[index + 1]!);
  }
  return kept;
}

/** The headers of a response as undici hands them over, as latin1 text, without the hop-by-hop ones. */
export function responseHeaders(raw: Buffer[]): RawHeaders {
  const headers: RawHeaders = [];
  let listed: Set<string> | null = null;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]!.toString('latin1');
    const value = raw[index + 1]!.toString('latin1');
    if (hopLengths.has(name.length)) {
      const lower = name.toLowerCase();
      if (lower === 'connection') listed = listConnectionNames(value, listed);
      if (hopByHop.has(lower)) continue;
    }
    headers.push(name, value);
  }
  return listed ? withoutNames(headers, listed) : headers;
}
