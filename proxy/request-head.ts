import type { IncomingMessage } from 'node:http';
import type { Lane } from './bound-pools.ts';
import { ProxyError } from './errors.ts';
import { isHopByHop, listConnectionNames, withoutNames } from './headers.ts';
import { formatHostPort, parseHostPort } from './host-port.ts';
import type { RawHeaders, RequestHead } from './rewriter.ts';

/** A request as it may be sent on: hop-by-hop headers gone, exactly one Host, which agrees with the target. */
export interface ForwardHead extends RequestHead {
  hasBody: boolean;
  /** Whom and by which connection it came from. */
  lane?: Lane;
}

/** Where an intercepted connection leads. */
export interface Destination {
  host: string;
  port: number;
  secure: boolean;
}

/** Reads a request in absolute form, as browsers send it to a proxy; throws a ProxyError. */
export function readProxyRequest(request: IncomingMessage): ForwardHead {
  const url = request.url ?? '';
  if (url.startsWith('/')) throw new ProxyError('not_a_proxy_request');
  if (url.slice(0, 7).toLowerCase() !== 'http://') throw new ProxyError('bad_request');
  const { host, port, path } = splitUrl(url, 7, 80);
  const authority = formatHostPort(host, port, 80);
  return readHead(request, { host, port, secure: false }, path, authority);
}

/** Reads a request inside an intercepted CONNECT; throws `wrong_host` when it is for another host. */
export function readInnerRequest(request: IncomingMessage, destination: Destination): ForwardHead {
  const { host, port, secure } = destination;
  const url = request.url ?? '';
  const path = url.startsWith('/') ? url : innerPath(url, destination);
  const authority = formatHostPort(host, port, secure ? 443 : 80);
  return readHead(request, destination, path, authority, value => checkHost(value, destination));
}

/** Refuses an authority that is not the one that the connection was made for. */
export function checkHost(value: string, destination: Destination): void {
  // What the browser sends nearly always; everything else may take the long way.
  if (value === destination.host) return;
  const named = parseHostPort(value, destination.secure ? 443 : 80);
  if (named.host === destination.host && named.port === destination.port) return;
  throw new ProxyError('wrong_host');
}

function innerPath(url: string, destination: Destination): string {
  if (url === '*') return '/';
  const scheme = destination.secure ? 'https://' : 'http://';
  if (url.slice(0, scheme.length).toLowerCase() !== scheme) throw new ProxyError('bad_request');
  const named = splitUrl(url, scheme.length, destination.secure ? 443 : 80);
  if (named.host !== destination.host || named.port !== destination.port) throw new ProxyError('wrong_host');
  return named.path;
}

function splitUrl(url: string, start: number, defaultPort: number) {
  let end = start;
  while (end < url.length) {
    const unit = url.charCodeAt(end);
    if (unit === 0x2f || unit === 0x3f || unit === 0x23) break;
    end++;
  }
  const { host, port } = parseHostPort(url.slice(start, end), defaultPort);
  const rest = url.slice(end);
  return { host, port, path: rest.startsWith('/') ? rest : `/${rest}` };
}

function readHead(
  request: IncomingMessage,
  destination: Destination,
  path: string,
  authority: string,
  checkHostHeader?: (value: string) => void,
): ForwardHead {
  const raw = request.rawHeaders;
  const headers: RawHeaders = ['Host', authority];
  let listed: Set<string> | null = null;
  let hosts = 0;
  let lengths = 0;
  let codings = 0;
  let length = '';
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]!;
    const value = raw[index + 1]!;
    const lower = name.toLowerCase();
    if (lower === 'host') {
      hosts++;
      checkHostHeader?.(value);
      continue;
    }
    if (isHopByHop(lower)) {
      if (lower === 'connection') listed = listConnectionNames(value, listed);
      else if (lower === 'transfer-encoding') codings += isChunked(value);
      else if (lower === 'te' && value.toLowerCase().trim() === 'trailers') headers.push(name, value);
      continue;
    }
    // Answered here, since undici knows no Expect; see reply.ts.
    if (lower === 'expect') continue;
    if (lower === 'content-length') {
      lengths++;
      length = value;
    }
    headers.push(name, value);
  }
  if (hosts > 1) throw new ProxyError('duplicate_host');
  if (codings + lengths > 1) throw new ProxyError('bad_framing');
  if (lengths === 1 && !/^[0-9]{1,15}$/.test(length)) throw new ProxyError('bad_framing');
  return {
    method: request.method ?? 'GET',
    secure: destination.secure,
    host: destination.host,
    port: destination.port,
    path,
    headers: listed ? withoutListed(headers, listed) : headers,
    hasBody: codings === 1 || (lengths === 1 && Number(length) > 0),
  };
}

/** RFC 9112 6.1: any other coding than chunked alone could be read differently by the next server. */
function isChunked(value: string): number {
  if (value.toLowerCase() !== 'chunked') throw new ProxyError('bad_framing');
  return 1;
}

/** `Connection: host` or `content-length` would take away what frames the request. */
function withoutListed(headers: RawHeaders, listed: Set<string>): RawHeaders {
  listed.delete('host');
  listed.delete('content-length');
  listed.delete('te');
  return withoutNames(headers, listed);
}
