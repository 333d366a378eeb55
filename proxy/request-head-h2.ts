import type { IncomingHttpHeaders } from 'node:http2';
import { ProxyError } from './errors.ts';
import { isHopByHop } from './headers.ts';
import { formatHostPort } from './host-port.ts';
import { checkHost, type Destination, type ForwardHead } from './request-head.ts';
import type { RawHeaders } from './rewriter.ts';

/** Reads a request of HTTP/2 as one of HTTP/1.1 (RFC 9113 8.3); throws a ProxyError. */
export function readH2Request(
  headers: IncomingHttpHeaders,
  raw: RawHeaders,
  destination: Destination,
  hasBody: boolean,
): ForwardHead {
  const path = headers[':path'] ?? '/';
  const authority = headers[':authority'] ?? headers.host;
  if (authority === undefined) throw new ProxyError('bad_request');
  checkHost(authority, destination);
  // RFC 9113 8.3.1: where both are there they say the same.
  if (headers.host !== undefined) checkHost(headers.host, destination);
  const { host, port, secure } = destination;
  const own: RawHeaders = ['Host', formatHostPort(host, port, secure ? 443 : 80)];
  let cookies = '';
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]!;
    const value = raw[index + 1]!;
    if (name.startsWith(':') || name === 'host' || name === 'expect') continue;
    if (name === 'te' ? value !== 'trailers' : isHopByHop(name)) continue;
    // RFC 9113 8.2.3: browsers send a cookie in pieces, HTTP/1.1 knows only one.
    if (name === 'cookie') cookies = cookies === '' ? value : `${cookies}; ${value}`;
    else own.push(name, value);
  }
  if (cookies !== '') own.push('cookie', cookies);
  const method = headers[':method'] ?? 'GET';
  return { method, secure, host, port, path: path === '*' ? '/' : path, headers: own, hasBody };
}
