import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { checkRules } from './replace-rules.ts';
import type { Address, SettingType } from './settings-table.ts';

/** What became of a value: the checked value, or what is wrong with it and what would be right. */
export type Checked =
  | { ok: true; value: unknown }
  | {
      ok: false;
      wrong: string;
      remedy: string;
      /** What to show instead of the whole value, and the place of that in it: for large values. */
      shown?: string;
      place?: (string | number)[];
    };

const good = (value: unknown): Checked => ({ ok: true, value });
const bad = (wrong: string, remedy: string): Checked => ({ ok: false, wrong, remedy });

/** Checks one value from a file or the environment. Relative paths start at `base`. */
export function checkSetting(type: SettingType, value: unknown, base: string): Checked {
  switch (type.is) {
    case 'folder':
      return typeof value === 'string' && value !== ''
        ? good(resolve(base, value))
        : bad('is not a path', 'name a folder, such as ./data');
    case 'file':
      return checkFile(value, type.mustExist, base);
    case 'files':
      return checkEach(value, 'a list of files, such as [root.pem]', item =>
        checkFile(item ?? '', type.mustExist, base),
      );
    case 'address':
      return checkAddress(value);
    case 'host':
      return checkHost(value);
    case 'names':
      return checkEach(value, 'a list of host names or origins', checkName);
    case 'globs':
      return checkEach(value, 'a list of host globs, such as ["*.bank.example"]', checkGlob);
    case 'types':
      return checkEach(value, 'a list of media types, such as ["video/*"]', checkMediaType);
    case 'networks':
      return checkEach(value, 'a list of hosts, addresses or networks', checkNetwork);
    case 'peers':
      return checkEach(value, 'a list of addresses or networks', checkPeer);
    case 'ports':
      return checkEach(value, 'a list of ports, such as [80, 443]', checkPort);
    case 'hosts':
      return checkHosts(value);
    case 'rules':
      return checkRules(value, checkGlob);
    case 'url':
      return checkProxyUrl(value);
    case 'choice':
      return typeof value === 'string' && type.of.includes(value)
        ? good(value)
        : bad('is not one of the choices', `write ${type.of.slice(0, -1).join(', ')} or ${type.of.at(-1)}`);
    case 'number':
      return typeof value === 'number' && value >= type.min && value <= type.max
        ? good(value)
        : bad('is out of range', `write a number of ${type.unit} from ${type.min} to ${type.max}`);
  }
}

function checkFile(value: unknown, mustExist: boolean, base: string): Checked {
  if (value === null) return good(null);
  if (typeof value !== 'string' || value === '') return bad('is not a path', 'name a file, or write null');
  const path = resolve(base, value);
  if (!mustExist) return good(path);
  if (!existsSync(path)) return bad('does not exist', 'name an existing PEM file');
  try {
    if (!readFileSync(path, 'latin1').includes('-----BEGIN ')) {
      return bad('is not a PEM file', 'it must hold a block that begins with -----BEGIN');
    }
  } catch {
    return bad('cannot be read', 'give the user that runs hallway the right to read it');
  }
  return good(path);
}

function checkEach(value: unknown, wanted: string, check: (item: unknown) => Checked): Checked {
  if (!Array.isArray(value)) return bad('is not a list', `write ${wanted}`);
  const values: unknown[] = [];
  for (const item of value) {
    const checked = check(item);
    if (!checked.ok) return bad(`holds ${JSON.stringify(item)}, which ${checked.wrong}`, checked.remedy);
    values.push(checked.value);
  }
  return good(values);
}

/** Takes name and password out of addresses in a text that is shown; whatever stands before the last @ goes. */
export const withoutPassword = (text: string): string => text.replace(/\/\/.*@/, '//…@');

/** Splits `host:port`, `[v6]:port`; `null` for anything else. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  if (!match) return null;
  const host = match[1] ?? match[2]!;
  const port = Number(match[3]);
  if (port > 65_535 || (match[1] !== undefined && isIP(match[1]) !== 6)) return null;
  return { host, port };
}

/** The other way round. */
export const formatAddress = ({ host, port }: Address): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;

function checkAddress(value: unknown): Checked {
  const address = typeof value === 'string' ? parseAddress(value) : null;
  return address ? good(address) : bad('is not host:port', 'write for example 127.0.0.1:8080 or [::1]:8080');
}

const hostPattern =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

function checkHost(value: unknown): Checked {
  const host = typeof value === 'string' ? value.toLowerCase() : '';
  return hostPattern.test(host)
    ? good(host)
    : bad('is not a host name', 'write letters, digits, dots and hyphens, such as hallway.internal');
}

/** A host name, or an origin. */
function checkName(value: unknown): Checked {
  if (typeof value !== 'string' || !value.includes('://')) return checkHost(value);
  const url = URL.parse(value);
  const isOrigin =
    url !== null && ['https:', 'http:'].includes(url.protocol) && url.href === `${url.origin}/`;
  return isOrigin && (hostPattern.test(url.hostname) || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    ? good(url.origin)
    : bad('is not an origin', 'write scheme, host and port alone, such as https://talk.example.org');
}

/** Names are no use here: what is connected with us has an address. */
function checkPeer(value: unknown): Checked {
  const checked = checkNetwork(value);
  return checked.ok && isIP(String(value).split('/')[0]!) === 0
    ? bad('is no address or network', 'write for example 127.0.0.1 or 10.1.0.0/24')
    : checked;
}

function checkGlob(value: unknown): Checked {
  const glob = typeof value === 'string' ? value.toLowerCase() : '';
  return /^[a-z0-9*._-]+$/.test(glob) || isIP(glob) !== 0
    ? good(glob)
    : bad(
        'is not a host glob',
        'write a host name where * stands for anything, without scheme, port or path',
      );
}

function checkMediaType(value: unknown): Checked {
  const type = typeof value === 'string' ? value.toLowerCase() : '';
  // RFC 9110 8.3.1, and stars.
  return /^[a-z0-9!#$&^_.+*-]+\/[a-z0-9!#$&^_.+*-]+$/.test(type)
    ? good(type)
    : bad('is not a media type', 'write type/subtype, where * stands for anything, without parameters');
}

function checkNetwork(value: unknown): Checked {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  const [address, bits, ...rest] = text.split('/');
  if (bits === undefined) {
    return isIP(text) !== 0 || hostPattern.test(text)
      ? good(text)
      : bad('is no host or address', 'write a host name, an IP address or a network');
  }
  const max = isIP(address ?? '') === 6 ? 128 : 32;
  const fits =
    isIP(address ?? '') !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= max;
  return fits ? good(text) : bad('is no network', 'write for example 169.254.10.0/24');
}

function checkPort(value: unknown): Checked {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535
    ? good(value)
    : bad('is not a port', 'write a whole number from 1 to 65535');
}

function checkHosts(value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return bad('is not a table', 'write {"news.example:443": "127.0.0.1:9000"}');
  }
  const hosts: Record<string, string> = {};
  for (const [from, to] of Object.entries(value)) {
    if (!isTarget(from))
      return bad(
        `names ${JSON.stringify(from)}, which is not host or host:port`,
        'write for example "news.example:443"',
      );
    if (typeof to !== 'string' || !isTarget(to)) {
      return bad(
        `sends ${JSON.stringify(from)} to ${JSON.stringify(to)}, which is not host or host:port`,
        'write for example "127.0.0.1:9000"',
      );
    }
    hosts[from.toLowerCase()] = to;
  }
  return good(hosts);
}

const isTarget = (text: string): boolean =>
  parseAddress(text) !== null || isIP(text) !== 0 || hostPattern.test(text.toLowerCase());

function checkProxyUrl(value: unknown): Checked {
  if (value === null) return good(null);
  const url = typeof value === 'string' ? URL.parse(value) : null;
  const fits = url?.protocol === 'http:' && url.hostname !== '' && url.pathname === '/' && url.search === '';
  return fits ? good(value) : bad('is not the address of a proxy', 'write http://host:port, or null');
}
