import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** From where a request came, as far as it can be believed. */
export interface Origination {
  address: string;
  /** Whether somebody whose word counts brought it, and whether the browser spoke TLS with them; `null`: nobody did. */
  forwarded: { secure: boolean } | null;
}

/** `peer`: who is connected with us. */
export type Forwarders = (peer: string, headers: IncomingHttpHeaders) => Origination;

/**
 * Believes what TLS ends and load balancers say of who is behind them (X-Forwarded-For and -Proto; RFC 7239), if the
 * connection is theirs: anybody can write such headers. `trusted`: addresses and networks.
 */
export function createForwarders(trusted: readonly string[]): Forwarders {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return (peer, headers) => {
    const own = plain(peer);
    if (!isTrusted(own)) return { address: own, forwarded: null };
    const words = headers.forwarded === undefined ? null : readForwarded(headers.forwarded);
    const chain = textOf(headers['x-forwarded-for']);
    const from = chain === null ? null : chain.split(',').map(hop => addressOf(hop.trim()));
    // A forwarder writes one of the two, and may let through whatever the browser wrote into the other.
    const ways = [words?.for, from].filter(way => way !== undefined && way !== null);
    const named = ways.map(way => firstForeign(way, own));
    const address = named.every(one => one === named[0]) ? (named[0] ?? own) : own;
    const schemes = [
      words?.proto,
      textOf(headers['x-forwarded-proto'])?.split(',').at(-1)?.trim().toLowerCase(),
    ];
    const said = schemes.filter(scheme => scheme !== undefined && scheme !== '');
    return { address, forwarded: { secure: said.length > 0 && said.every(scheme => scheme === 'https') } };
  };

  /** From our side on: the first that is no forwarder itself. What cannot be read ends the way at the one who wrote it. */
  function firstForeign(way: readonly (string | null)[], peer: string): string {
    let nearest = peer;
    for (const hop of way.toReversed()) {
      if (hop === null) return nearest;
      nearest = hop;
      if (!isTrusted(hop)) return hop;
    }
    return nearest;
  }
}

const textOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : String(value);

/** Longer ones are nobody's; what lies behind does not count. */
const maxChars = 2_000;

/** IPv4 in IPv6 is known by its own form. */
const plain = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/i, '');

/** An address, perhaps with a port or in brackets; `null` for `unknown`, names that hide one, and all else. */
function addressOf(text: string): string | null {
  const bare = plain(text.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1'));
  return isIP(bare) === 0 ? null : bare.toLowerCase();
}

/** All `for`, and the nearest hop's `proto`. One element that cannot be read makes nothing of it count but that it is there. */
function readForwarded(header: string): { for: (string | null)[]; proto: string | undefined } {
  const elements = header.slice(0, maxChars).match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  const partOf = (element: string, name: string) =>
    new RegExp(`(?:^|;)\\s*${name}=(?:"([^"\\\\]*)"|([^;"\\s]+))\\s*(?=;|$)`, 'i')
      .exec(element.trim())
      ?.slice(1)
      .find(value => value !== undefined);
  return {
    for: elements.map(element => addressOf(partOf(element, 'for') ?? '')),
    proto: partOf(elements.at(-1) ?? '', 'proto')?.toLowerCase(),
  };
}
