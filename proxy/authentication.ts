import type { CredentialCache, Credentials } from './credential-cache.ts';
import { ProxyError } from './errors.ts';
import type { GateAnswer } from './gate.ts';
import { findHeader } from './headers.ts';
import type { RawHeaders } from './rewriter.ts';

/** Sent with every 407; RFC 7617 2.1: the charset makes browsers send UTF-8. */
export const challenge: RawHeaders = ['Proxy-Authenticate', 'Basic realm="Hallway", charset="UTF-8"'];

/** Who asks: at once when the credentials were verified lately, else after asking the gate. */
export type Authentication = { user: string } | Promise<{ user: string }>;

/** Reads `Proxy-Authorization`; throws, or rejects with, a ProxyError of status 407. */
export function authenticate(headers: RawHeaders, address: string, cache: CredentialCache): Authentication {
  const value = findHeader(headers, 'proxy-authorization');
  if (value === undefined) throw new ProxyError('unauthenticated');
  const user = cache.lookup(value);
  if (user !== undefined) return { user };
  const credentials = readBasic(value);
  if (!credentials) throw new ProxyError('unauthenticated');
  return cache.verify(value, credentials, address).then(accept);
}

/** Headers for a 407. */
export function challengeHeaders(error: ProxyError): RawHeaders {
  const seconds = retryAfter.get(error);
  return seconds === undefined ? challenge : [...challenge, 'Retry-After', String(seconds)];
}

const retryAfter = new WeakMap<ProxyError, number>();

function accept(answer: GateAnswer): { user: string } {
  if (answer.ok) return { user: answer.user };
  if (answer.reason === 'disabled') throw new ProxyError('disabled');
  if (answer.reason === 'wrong') throw new ProxyError('unauthenticated');
  const error = new ProxyError('limited');
  if (answer.retryAfterMs !== undefined) retryAfter.set(error, Math.ceil(answer.retryAfterMs / 1000));
  throw error;
}

/** Gives `null` for anything but well-formed Basic credentials in UTF-8. */
export function readBasic(value: string): Credentials | null {
  const match = /^basic +([a-z0-9+/]+={0,2}) *$/i.exec(value);
  if (!match) return null;
  const text = decodeUtf8(Buffer.from(match[1]!, 'base64'));
  const colon = text === null ? -1 : text.indexOf(':');
  if (text === null || colon < 1 || /[\x00-\x1f\x7f]/.test(text)) return null;
  return { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
