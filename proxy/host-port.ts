import { isIPv6 } from 'node:net';
import { ProxyError } from './errors.ts';

export interface HostPort {
  /** Lower case, without brackets and without the root's dot. */
  host: string;
  port: number;
}

const nameOrIPv4 = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/;

/** Reads `host`, `host:port`, `[ipv6]` or `[ipv6]:port`; throws `bad_target`. Port 0 without a default is refused. */
export function parseHostPort(text: string, defaultPort = 0): HostPort {
  const lower = text.toLowerCase();
  const closing = lower.startsWith('[') ? lower.indexOf(']') : -1;
  const colon = lower.indexOf(':', closing + 1);
  const host = colon < 0 ? lower : lower.slice(0, colon);
  const port = colon < 0 ? defaultPort : parsePort(lower.slice(colon + 1), defaultPort);
  if (port < 1 || port > 65_535) throw new ProxyError('bad_target');
  return { host: closing < 0 ? parseName(host) : parseBracketed(host), port };
}

/** The way back: brackets around IPv6, and no port where it is the default one. */
export function formatHostPort(host: string, port: number, defaultPort = 0): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === defaultPort ? name : `${name}:${port}`;
}

function parsePort(text: string, defaultPort: number): number {
  if (text === '') return defaultPort;
  return /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
}

function parseName(host: string): string {
  if (host.length > 254 || !nameOrIPv4.test(host)) throw new ProxyError('bad_target');
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function parseBracketed(host: string): string {
  const address = host.slice(1, -1);
  if (!host.endsWith(']') || !isIPv6(address) || address.includes('%')) throw new ProxyError('bad_target');
  return address;
}
