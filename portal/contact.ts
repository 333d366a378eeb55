import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { PortalError } from './errors.ts';
import type { Forwarders } from './forwarders.ts';
import type { KnownHosts } from './known-hosts.ts';

/** Somebody whose request the proxy hands over, with the identity that it established. */
export interface Visitor {
  user: string;
  address: string;
  /** What was asked for: the magic host, or a name below it. */
  host: string;
}

/** How a request reached us: over which listener, from where, and under which origins of ours. */
export interface Contact {
  listener: 'magic' | 'direct';
  /** Whom the proxy knows them as; `null` on the direct listener. */
  visitor: Visitor | null;
  address: string;
  /** Our own origin for this request, then others that are ours too. */
  origins: readonly string[];
  /** On the magic origin, but without TLS. */
  plainMagic: boolean;
  /** What stands before our own name in the host, as `alice` in `alice.hallway.internal`: a signpost, never an origin of ours. */
  below: string | null;
}

/** Remembers the contact of every raw request, so that one handler serves both listeners. */
export interface Contacts {
  fromProxy(request: IncomingMessage, visitor: Visitor): Contact;
  /** Also for requests seen for the first time, which are the direct listener's. Throws `wrong_host`, `bad_address`. */
  of(request: IncomingMessage): Contact;
  /** What to route by: a proxy gets whole URLs (RFC 9112, 3.2.2); on the direct listener they stay and are refused. */
  targetOf(request: IncomingMessage): string;
}

export function createContacts(magicHost: string, isKnownHost: KnownHosts, forwarders: Forwarders): Contacts {
  const known = new WeakMap<IncomingMessage, Contact>();
  const remember = (request: IncomingMessage, contact: Contact) => {
    known.set(request, contact);
    return contact;
  };

  return {
    fromProxy(request, visitor) {
      const secure = (request.socket as TLSSocket).encrypted === true;
      return remember(request, {
        listener: 'magic',
        visitor,
        address: visitor.address,
        origins: [`https://${magicHost}`],
        plainMagic: !secure,
        below: visitor.host === magicHost ? null : visitor.host.slice(0, -magicHost.length - 1),
      });
    },
    targetOf: request => (known.has(request) ? pathOf(request.url) : (request.url ?? '/')),
    of(request) {
      const contact = known.get(request);
      if (contact) return contact;
      refuseOddTarget(request);
      const { address, forwarded } = forwarders(request.socket.remoteAddress ?? '', request.headers);
      const hosts = isKnownHost(request.headers.host, forwarded);
      if (!hosts) throw new PortalError('wrong_host', 'The portal is not known under this host name.');
      return remember(request, {
        listener: 'direct',
        visitor: null,
        address,
        origins: hosts.origins,
        plainMagic: false,
        below: hosts.below,
      });
    },
  };
}

/** Node keeps the first of several Host headers, and lets a whole URL disagree with it (RFC 9112, 3.2). */
function refuseOddTarget(request: IncomingMessage): void {
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) throw new PortalError('bad_address', 'The request has more than one Host header.');
  if (!request.url?.startsWith('/')) {
    throw new PortalError('bad_address', 'This listener takes paths only. It is not a proxy.');
  }
}

/** The path and query of a request target that may be a whole URL, as a proxy gets it. */
export const pathOf = (target: string | undefined): string =>
  (target ?? '/').replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
