import { authorityOf, type RawHeaders, type RequestHead } from '../proxy/index.ts';

/** The host of an address, as the proxy knows hosts: without brackets and the root's dot. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** A request that the server itself makes under the proxy's rules; Host goes before the other headers. */
export function originRequest(method: string, url: URL, headers: RawHeaders): RequestHead {
  const secure = url.protocol === 'https:';
  const place = { host: hostOf(url), port: Number(url.port) || (secure ? 443 : 80), secure };
  return {
    method,
    ...place,
    path: url.pathname + url.search,
    headers: ['Host', authorityOf(place), ...headers],
  };
}
