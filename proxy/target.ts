import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import {
  createAddressList,
  createOwnAddresses,
  isAddressEntry,
  isListed,
  isRefusedAddress,
} from './addresses.ts';
import { ProxyError } from './errors.ts';
import { compileGlobs } from './globs.ts';
import { formatHostPort, type HostPort, parseHostPort } from './host-port.ts';

export interface TargetSettings {
  /** `name:port` or `name` to `host:port` or `host`, like curl's --connect-to. */
  hosts: Record<string, string>;
  /** Hosts (globs), addresses or subnets that the built-in refusal does not concern. */
  allow: string[];
  /** Ports that a CONNECT may name. */
  connectPorts: number[];
}

/** Where to connect for a host and port that a browser named. */
export interface Target extends HostPort {
  /** An administrator named this very place; no parent proxy stands before it. */
  isMapped: boolean;
  /** For `net.connect`: gives only addresses that may be connected to. */
  lookup: LookupFunction;
}

/** The rules of HTTP.md 16. */
export interface Targets {
  /** Throws `target_refused` for a literal address; names are judged by what they resolve to. */
  resolve(host: string, port: number): Target;
  /** Throws `port_refused`. */
  checkConnectPort(host: string, port: number): void;
  /** Tells of a listener of the proxy's own. */
  addListener(port: number): void;
}

type Resolver = typeof lookup;

/** `resolver` is `dns.lookup` but for tests. */
export function createTargets(
  settings: TargetSettings,
  now: () => number,
  resolver: Resolver = lookup,
): Targets {
  const hosts = new Map(
    Object.entries(settings.hosts).map(([from, to]) => [from.toLowerCase(), to] as const),
  );
  const allowedHost = compileGlobs(settings.allow.filter(entry => !isAddressEntry(entry)));
  const allowedAddresses = createAddressList(settings.allow.filter(isAddressEntry));
  const ports = new Set(settings.connectPorts);
  const isOwnAddress = createOwnAddresses(now);
  const listeners = new Set<number>();

  function mapped(host: string, port: number): HostPort | null {
    const to = hosts.get(formatHostPort(host, port)) ?? hosts.get(formatHostPort(host, 0, 0));
    return to === undefined ? null : parseHostPort(to, port);
  }

  function check(address: string, port: number, isNamed: boolean): boolean {
    // A request that came back to us would go round for ever, whatever rule names it.
    if (listeners.has(port) && isOwnAddress(address)) return false;
    return isNamed || !isRefusedAddress(address) || isListed(allowedAddresses, address);
  }

  function guardedLookup(host: string, port: number, isNamed: boolean): LookupFunction {
    return (name, options, done) => {
      resolver(name, { ...options, all: true }, (error, found) => {
        if (error) return done(error, '');
        const open = found.filter(one => check(one.address, port, isNamed));
        const first = open[0];
        if (!first) return done(refusal(host) as NodeJS.ErrnoException, '');
        if (options.all) return done(null, open);
        return done(null, first.address, first.family);
      });
    };
  }

  return {
    resolve(host, port) {
      const to = mapped(host, port);
      const place = to ?? { host, port };
      const isNamed = to !== null || allowedHost(host);
      if (isIP(place.host) && !check(place.host, place.port, isNamed)) throw refusal(host);
      // Refused here too, since a parent proxy would look them up on a machine of its own.
      if (!isNamed && isNumeric(place.host)) throw refusal(host);
      if (isLocalName(place.host) && !loopback.some(address => check(address, place.port, isNamed)))
        throw refusal(host);
      return { ...place, isMapped: to !== null, lookup: guardedLookup(host, place.port, isNamed) };
    },
    checkConnectPort(host, port) {
      if (!ports.has(port) && !hosts.has(formatHostPort(host, port))) throw new ProxyError('port_refused');
    },
    addListener: port => listeners.add(port),
  };
}

const loopback = ['127.0.0.1', '::1'];

/** `2130706433`, `0x7f.1`: no name ends in a number, but resolvers read such as IPv4 addresses (URL standard, 3.5). */
function isNumeric(host: string): boolean {
  return /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/.test(host) && isIP(host) === 0;
}

/** RFC 6761 6.3. */
function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function refusal(host: string): ProxyError {
  return new ProxyError('target_refused', { detail: `${host} leads to this machine or to a local link.` });
}
