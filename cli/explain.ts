import {
  type Injector,
  type InjectorReason,
  injectorReasons,
  type ReplacementOutcome,
  type RuledRequest,
} from '../injector/index.ts';
import {
  authorityOf,
  createPolicy,
  type OriginAnswer,
  type OriginClient,
  type Policy,
  proxyErrors,
  type RawHeaders,
  type RequestHead,
} from '../proxy/index.ts';
import { browserHeaders } from './browser-headers.ts';
import { CommandError } from './command.ts';
import { type HeaderChange, headerChanges } from './header-changes.ts';
import { proxyPolicy } from './live-settings.ts';
import { type LoaderPlace, loaderPlace } from './loader-place.ts';
import type { Settings } from './settings-table.ts';

/** What was asked of a URL. */
export interface Question {
  url: string;
  method: string;
  /** Lines of the request beside a browser's own, or instead of them. */
  headers: [name: string, value: string][];
  follow: boolean;
}

/** What would be done with the page at a URL, and why. */
export interface Explanation {
  /** The one that was judged: the last of the redirects that were followed. */
  url: string;
  /** Redirects on the way, also the last answer when it is one. */
  redirects: { url: string; status: number; location: string; followed: boolean }[];
  status: number;
  /** `not_asked`: nothing of the answer would be touched, whatever it is; `blocked`: nothing of it comes through. */
  decision: 'page' | 'untouched' | 'not_asked' | 'blocked';
  reason: ExplainedReason;
  /** Null where the page has no body, or is not touched. */
  body: ExplainedBody | null;
  requestHeaders: HeaderChange[];
  responseHeaders: HeaderChange[];
  /** Null where no rule of `replace` is meant for the page. */
  replacement: ExplainedRules | null;
  /** What else decides whether a person's page is touched. */
  notes: string[];
}

/** A code of `injectorReasons`, or of the proxy's errors. */
export type ExplainedReason = InjectorReason | 'blocked_host' | 'blocked_type';

/** What such a code means. */
export const reasonText = (reason: ExplainedReason): string =>
  reason === 'blocked_host' || reason === 'blocked_type' ? proxyErrors[reason].text : injectorReasons[reason];

export interface ExplainedRules {
  /** Null where the page did not come to it. */
  outcome: ReplacementOutcome | null;
  /** Those whose hosts and paths fit, by their place in the list from 1; counts are null where no look was taken. */
  rules: {
    rule: number;
    selector: string;
    do: string;
    found: number | null;
    edited: number | null;
    /** How the first elements found begin in the page. */
    samples: string[];
  }[];
  /** What was written, as it stands in the page. */
  written: string[];
}

export interface ExplainedBody {
  coding: string;
  bytesIn: number;
  bytesOut: number;
  /** `cut`: only this much was read; `broken`: the origin ended it before its time. */
  end: OriginAnswer['end'];
  place: LoaderPlace | null;
}

export interface ExplainParts {
  client: OriginClient;
  injector: Injector;
  settings: Pick<Settings, 'tls' | 'inject' | 'portal' | 'replace' | 'block'>;
  /** Narrower than usual. */
  bounds?: { maxBytes: number; deadline: AbortSignal };
}

const maxRedirects = 10;
/** Of the body; a page larger than that is judged by its beginning. */
const usualBytes = 16 * 1024 * 1024;
const nothing = Buffer.alloc(0);

/** Fetches a URL as a browser's navigation would and tells what the injector does with it. */
export async function explain(question: Question, parts: ExplainParts): Promise<Explanation> {
  const redirects: Explanation['redirects'] = [];
  let url = readUrl(question.url);
  for (;;) {
    const own = redirects.length === 0 || sameOrigin(url, readUrl(question.url));
    const request = requestFor(url, { ...question, headers: own ? question.headers : [] });
    const { explanation, location } = await judge(url, request, parts);
    const isEnd = location === null || !question.follow || redirects.length === maxRedirects;
    if (location !== null) {
      redirects.push({ url: url.href, status: explanation.status, location, followed: !isEnd });
    }
    if (isEnd) return { ...explanation, redirects };
    url = readUrl(new URL(location, url).href);
  }
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`"${text}" is no address of a page: write http://… or https://…`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandError(
      'a name and a password in the address are not sent: use --header "Authorization: …".',
    );
  }
  url.hash = '';
  return url;
}

/** What a person adds is meant for the origin that they named. */
const sameOrigin = (a: URL, b: URL): boolean => a.origin === b.origin;

function requestFor(url: URL, { method, headers }: Question): RequestHead {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = Number(url.port) || (secure ? 443 : 80);
  const place = { host, port, secure };
  const own: RawHeaders = ['Host', authorityOf(place), ...browserHeaders(secure)];
  const kept = pairsOf(own).filter(([name]) => !headers.some(([other]) => sameName(name, other)));
  const raw = [...kept, ...headers.filter(([, value]) => value !== '')].flat();
  if (method === 'POST') raw.push('Content-Length', '0');
  return { method, ...place, path: url.pathname + url.search, headers: raw };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

async function judge(
  url: URL,
  request: RequestHead,
  { client, injector, settings, bounds }: ExplainParts,
): Promise<{ explanation: Explanation; location: string | null }> {
  if (request.host === settings.portal.host || request.host.endsWith(`.${settings.portal.host}`)) {
    throw new CommandError(`${request.host} is the magic origin: the proxy answers it, no page is fetched.`);
  }
  const policy = createPolicy(proxyPolicy(settings), settings.portal.host);
  if (policy.isBlocked(request.host)) return { explanation: blockedHost(url), location: null };
  const page = injector.begin(request);
  const asked = page?.headers ?? request.headers;
  const { maxBytes, deadline } = bounds ?? { maxBytes: usualBytes };
  const answer = await client.ask(request, asked, maxBytes, deadline).catch(error => {
    throw unreachable(url, error);
  });
  const isBlocked = policy.blockedType(answer.head.headers) !== null;
  const response = (!isBlocked && page?.respond(answer.head)) || null;
  const out = response?.body ? await filtered(response.body, answer) : null;
  const { status, headers } = answer.head;
  const explanation: Explanation = {
    url: url.href,
    redirects: [],
    status,
    ...(isBlocked
      ? { decision: 'blocked', reason: 'blocked_type' }
      : {
          decision: page === null ? 'not_asked' : response === null ? 'untouched' : 'page',
          reason: (page?.reason ?? injector.refuses(request)) as InjectorReason,
        }),
    body: out && bodyOf(out, answer),
    requestHeaders: headerChanges(request.headers, asked),
    responseHeaders: response === null ? [] : headerChanges(headers, response.head.headers),
    replacement: page && rulesOf(page, settings.replace),
    notes: notesOn(request, settings, policy),
  };
  const location = pairsOf(headers).find(([name]) => sameName(name, 'location'))?.[1];
  return { explanation, location: status >= 300 && status < 400 && location ? location : null };
}

/** It is not even asked. */
const blockedHost = ({ href }: URL): Explanation => ({
  ...{ url: href, redirects: [], status: 403, decision: 'blocked', reason: 'blocked_host', body: null },
  ...{ requestHeaders: [], responseHeaders: [], replacement: null, notes: [] },
});

/** The proxy's own errors say what happened to the connection, and sometimes a sentence more. */
function unreachable(url: URL, error: Error & { code?: string; detail?: string }): CommandError {
  const says = [error.message, error.detail ?? ''].join(' ').trim();
  return new CommandError(`${url.href} cannot be fetched: ${says} (${error.code})`, { cause: error });
}

type Filter = NonNullable<
  NonNullable<ReturnType<NonNullable<ReturnType<Injector['begin']>>['respond']>>['body']
>;

async function filtered(filter: Filter, { chunks, end }: OriginAnswer): Promise<Buffer> {
  const out: Buffer[] = [];
  try {
    for (const chunk of chunks) out.push(await filter.write(chunk), filter.rest?.() ?? nothing);
    if (end === 'whole') out.push(await filter.end(), filter.rest?.() ?? nothing);
    else filter.destroy();
  } catch {
    // A damaged body: the reason says so.
    filter.destroy();
  }
  return Buffer.concat(out);
}

function rulesOf({ rules, replacement }: RuledRequest, all: Settings['replace']): ExplainedRules | null {
  if (rules.length === 0) return null;
  return {
    outcome: replacement?.outcome ?? null,
    rules: rules.map(rule => {
      const { selector, do: what } = all[rule - 1]!;
      const result = replacement?.rules.find(other => other.rule === rule);
      const { found = null, edited = null, samples = [] } = result ?? {};
      return { rule, selector, do: what, found, edited, samples };
    }),
    written: replacement?.written ?? [],
  };
}

function bodyOf(out: Buffer, { head, chunks, end }: OriginAnswer): ExplainedBody {
  const named = pairsOf(head.headers).find(([name]) => sameName(name, 'content-encoding'))?.[1];
  const coding = named?.trim().toLowerCase() || 'identity';
  const bytesIn = chunks.reduce((sum, { length }) => sum + length, 0);
  return { coding, bytesIn, bytesOut: out.length, end, place: loaderPlace(out, coding) };
}

function pairsOf(headers: RawHeaders): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[2 * index]!,
    headers[2 * index + 1]!,
  ]);
}

/** Which of the two lists keeps the host from being opened. */
function closedBy(host: string, tls: ExplainParts['settings']['tls']): 'tls.bypass' | 'inject.skip' {
  const byTls = createPolicy({ ...tls, pages: 'always', skip: [] }, '');
  return byTls.connect(host, true) === 'tunnel' ? 'tls.bypass' : 'inject.skip';
}

/** The settings that stand before the injector. */
function notesOn(
  { host, secure }: RequestHead,
  { tls, inject }: ExplainParts['settings'],
  policy: Policy,
): string[] {
  const notes: string[] = [];
  if (secure && policy.connect(host, true) === 'tunnel') {
    notes.push(
      tls.intercept === 'never'
        ? 'No https page is opened: tls.intercept is "never". What follows holds only if that is changed.'
        : `Its https stays closed: ${closedBy(host, tls)} names the host. What follows holds only if that is changed.`,
    );
  } else if (secure && policy.connect(host, false) === 'tunnel') {
    notes.push('Its https is opened only for people whom something waits for: tls.intercept is "invited".');
  }
  if (inject.pages === 'never') {
    notes.push('No page is rewritten: inject.pages is "never". What follows holds only if that is changed.');
  } else if (inject.pages === 'invited') {
    notes.push('Pages are rewritten only for people whom something waits for: inject.pages is "invited".');
  }
  return notes;
}
