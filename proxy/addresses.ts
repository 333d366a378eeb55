import { BlockList, isIP, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Addresses that lead to the proxy's own machine or to nobody in particular (HTTP.md 16). */
const refusedSubnets = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Unspecified, loopback and the IPv4-compatible addresses of old.
  '::/96',
  '::ffff:0:0:0/96',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  // The metadata service of a large cloud.
  'fd00:ec2::254/128',
];

/** IPv4 inside NAT64 (RFC 6052) and 6to4 (RFC 3056). */
const refusedEmbedded = [
  '64:ff9b::/104',
  '64:ff9b::7f00:0/104',
  '64:ff9b::a9fe:0/112',
  '64:ff9b::e000:0/99',
  '2002::/24',
  '2002:7f00::/24',
  '2002:a9fe::/32',
  '2002:e000::/19',
];

/** Makes a list from `address` and `address/bits` texts; throws for anything else. */
export function createAddressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether a setting such as `10.0.0.0/8` or `::1` is an address or a subnet and not a host. */
export function isAddressEntry(entry: string): boolean {
  return isIP(entry.split('/')[0] ?? '') !== 0;
}

const refused = createAddressList([...refusedSubnets, ...refusedEmbedded]);

/** Whether the built-in rules refuse this address as a target; IPv4-mapped forms are seen through. */
export function isRefusedAddress(address: string): boolean {
  return refused.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

export function isListed(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Tells whether an address is one of this machine's; its list is read at most every 30 seconds. */
export function createOwnAddresses(now: () => number): (address: string) => boolean {
  let list = new BlockList();
  let readAt = Number.NEGATIVE_INFINITY;
  return address => {
    if (now() - readAt > 30_000) {
      readAt = now();
      const all = Object.values(networkInterfaces()).flatMap(some => some ?? []);
      list = createAddressList([...all.map(one => one.address.split('%')[0]!), '127.0.0.0/8', '::1']);
    }
    return isListed(list, address);
  };
}
