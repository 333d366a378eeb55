import { isIP } from 'node:net';

/**
 * `null`: not a name of ours. `origins`: under which pages of that host call us; the first is our own address. `below`:
 * what stands before our name (`alice` in `alice.portal.example`), else `null`; such a host is no origin of ours.
 * `forwarded`: it came by a forwarder whose word counts, and whether the browser spoke TLS with that one.
 */
export type KnownHosts = (
  host: string | undefined,
  forwarded?: { secure: boolean } | null,
) => { origins: string[]; below: string | null } | null;

/**
 * Against DNS rebinding: a hostile name that resolves to us makes its pages same-origin with us, but it stands in Host.
 * IP addresses and localhost cannot be rebound. `names` holds what else people call us by: host names (served without
 * TLS), or whole origins such as `https://talk.example.org` where a TLS end stands in front of us.
 */
export function createKnownHosts(names: readonly string[]): KnownHosts {
  const origins = names.filter(name => name.includes('://')).map(name => new URL(name));
  const bare = new Set(names.filter(name => !name.includes('://')).map(name => name.toLowerCase()));
  const fronted = origins.map(url => url.origin);

  return (host, forwarded = null) => {
    const url = parseHost(host, forwarded?.secure === true);
    if (!url) return null;
    return exactly(url, forwarded !== null) ?? belowOurs(url);
  };

  function exactly(url: URL, isForwarded = false) {
    const front = origins.find(candidate => candidate.host === url.host);
    if (front) return { origins: withOthers(front.origin), below: null };
    if (!bare.has(url.hostname) && !isUnforgeable(url.hostname)) return null;
    // A TLS end in front may have put our own address into Host: its origin is ours all the same.
    const named = isForwarded && !bare.has(url.hostname) ? fronted[0] : undefined;
    return { origins: withOthers(named ?? url.origin), below: null };
  }

  /** The longest name of ours, where one stands below another. */
  function belowOurs(url: URL) {
    for (let dot = url.hostname.indexOf('.'); dot !== -1; dot = url.hostname.indexOf('.', dot + 1)) {
      const below = url.hostname.slice(0, dot);
      const parent = new URL(url);
      parent.hostname = url.hostname.slice(dot + 1);
      const ours = exactly(parent);
      if (ours) return { ...ours, below };
    }
    return null;
  }

  function withOthers(own: string): string[] {
    return [own, ...fronted.filter(origin => origin !== own)];
  }
}

function parseHost(host: string | undefined, isSecure: boolean): URL | null {
  if (host === undefined || !/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host)) return null;
  return URL.parse(`${isSecure ? 'https' : 'http'}://${host}`);
}

function isUnforgeable(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
