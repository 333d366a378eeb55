import { charsetNamed, parseContentType } from './charset.ts';
import { forbidsLoader } from './csp.ts';
import { joined, tokens, valuesOf } from './headers.ts';
import type { PagePlan } from './opening.ts';
import type { InjectorReason } from './reasons.ts';
import { remembered } from './remembered.ts';
import type { RawHeaders, RequestHead, ResponseHead } from './shapes.ts';

/** The content codings that can be decoded and made here. */
export type Coding = 'identity' | 'gzip' | 'deflate' | 'br' | 'zstd';

/** "A page, in this way" or "not a page, because". */
export type Decision =
  | { page: true; reason: 'page' | 'sniffed' | 'not_modified' | 'head_only'; plan: PagePlan; coding: Coding }
  | { page: false; reason: InjectorReason };

/** Judges a request and its response's head; both as the browser and the origin sent them. */
export function decide(request: RequestHead, response: ResponseHead): Decision {
  const refusal = refusesRequest(request);
  return refusal === null ? decideResponse(request.method, response) : { page: false, reason: refusal };
}

/** The same for a request that is known to be none that `refusesRequest` refuses. */
export function decideResponse(method: string, response: ResponseHead): Decision {
  const refusal = refusesResponse(response);
  if (refusal !== null) return { page: false, reason: refusal };
  const coding = codingOf(response.headers);
  if (coding === null) return { page: false, reason: 'coding' };
  if (response.status === 304) return { page: true, reason: 'not_modified', plan: anyPlan, coding };
  const plan = planOf(response.headers);
  if (typeof plan === 'string') return { page: false, reason: plan };
  if (method === 'HEAD') return { page: true, reason: 'head_only', plan, coding };
  return { page: true, reason: plan.sniff ? 'sniffed' : 'page', plan, coding };
}

const anyPlan: PagePlan = { syntax: 'html', charset: undefined, sniff: false };

/** Why a request cannot bring a page to a window, or null when it may (BROWSER.md 8). One pass over its head. */
export function refusesRequest(request: RequestHead): InjectorReason | null {
  if (request.method !== 'GET' && request.method !== 'POST' && request.method !== 'HEAD') return 'method';
  const { headers } = request;
  const mode = valuesOf(headers, 'sec-fetch-mode')[0];
  if (mode === undefined) {
    // Plain http, and browsers without fetch metadata: frames come too, and the loader tells them apart.
    return isUpgradable(headers) && acceptsHtml(headers) ? null : 'not_navigation';
  }
  if (mode !== 'navigate') return 'not_navigation';
  const destination = valuesOf(headers, 'sec-fetch-dest')[0];
  if (destination === 'document') return null;
  // A service worker passing a navigation on; without the upgrade header it is a download by `<a download>`.
  return destination === 'empty' && isUpgradable(headers) ? null : 'not_navigation';
}

function isUpgradable(headers: RawHeaders): boolean {
  return valuesOf(headers, 'upgrade-insecure-requests')[0] === '1';
}

function acceptsHtml(headers: RawHeaders): boolean {
  return valuesOf(headers, 'accept').some(value => /text\/html/i.test(value));
}

function refusesResponse({ status, headers }: ResponseHead): InjectorReason | null {
  if (status < 200 || status === 204 || status === 205 || status === 206) return 'status';
  if (isRedirect(status) && valuesOf(headers, 'location').length > 0) return 'status';
  if (valuesOf(headers, 'content-range').length > 0) return 'range';
  if (valuesOf(headers, 'content-disposition').some(isAttachment)) return 'attachment';
  if (tokens(joined(headers, 'cache-control')).includes('no-transform')) return 'no_transform';
  if (isSigned(headers)) return 'signed';
  if (status !== 304 && valuesOf(headers, 'content-length').some(value => value.trim() === '0'))
    return 'empty';
  if (valuesOf(headers, 'content-security-policy').some(forbidsLoader)) return 'sandboxed';
  return null;
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Browsers download whatever has a disposition type other than inline; parameters alone are no type. */
function isAttachment(value: string): boolean {
  const type = value.split(';', 1)[0]!.trim().toLowerCase();
  return type !== '' && type !== 'inline' && !type.includes('=');
}

function isSigned(headers: RawHeaders): boolean {
  if (valuesOf(headers, 'signature-input').length > 0 || valuesOf(headers, 'signature').length > 0)
    return true;
  return tokens(joined(headers, 'trailer')).some(name =>
    /^(?:(?:content|repr|unencoded)-)?digest$|^signature/.test(name),
  );
}

function codingOf(headers: RawHeaders): Coding | null {
  const value = joined(headers, 'content-encoding');
  if (value === undefined) return 'identity';
  const known = codings.get(value);
  if (known !== undefined) return known;
  const names = tokens(value).filter(name => name !== 'identity');
  if (names.length === 0) return 'identity';
  return names.length > 1 ? null : (codings.get(names[0]!) ?? null);
}

const codings = new Map<string, Coding>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
  ['zstd', 'zstd'],
]);

function planOf(headers: RawHeaders): PagePlan | InjectorReason {
  const values = valuesOf(headers, 'content-type');
  if (values.length === 0)
    return isNosniff(headers) ? 'no_type' : { ...anyPlan, sniff: true, length: lengthOf(headers) };
  // Browsers merge several by rules of their own; agreeing ones are the only sure case.
  if (values.some(value => value !== values[0])) return 'not_html';
  const kind = kindOf(values[0]!);
  if (typeof kind === 'string') return kind;
  return { syntax: kind.syntax, charset: kind.charset, sniff: false, length: lengthOf(headers) };
}

/** What a Content-Type says. There are but a few for nearly all pages. */
const kindOf = remembered(32, (value): Pick<PagePlan, 'syntax' | 'charset'> | InjectorReason => {
  const type = parseContentType(value);
  const syntax = type === undefined ? undefined : syntaxes[type.essence];
  if (type === undefined || syntax === undefined) return 'not_html';
  const charset = type.charset === undefined ? undefined : charsetNamed(type.charset);
  return charset === 'replacement' ? 'charset' : { syntax, charset };
});

function lengthOf(headers: RawHeaders): number | undefined {
  const value = joined(headers, 'content-length');
  return value !== undefined && /^[0-9]{1,15}$/.test(value) ? Number(value) : undefined;
}

const syntaxes: Readonly<Record<string, PagePlan['syntax']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'xhtml',
};

function isNosniff(headers: RawHeaders): boolean {
  return tokens(joined(headers, 'x-content-type-options'))[0] === 'nosniff';
}
