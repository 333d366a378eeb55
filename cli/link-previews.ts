import { createPolicy, type OriginAnswer, type OriginClient, type RawHeaders } from '../proxy/index.ts';
import type { PageSummary, Preview } from '../relay/index.ts';
import { htmlText } from './html-text.ts';
import { hostOf, originRequest } from './origin-request.ts';
import { pageSummary } from './page-summary.ts';
import type { Settings } from './settings-table.ts';

export interface LinkPreviewOptions {
  /** Reaches what people reach through the proxy, and nothing else. */
  client: OriginClient;
  settings: Pick<Settings, 'portal' | 'tls'>;
  /** Milliseconds. */
  now(): number;
  /** For a page with its redirects; 5 seconds if not given. */
  timeoutMs?: number;
}

const maxBytes = 512 * 1024;
const maxRedirects = 3;
const keepMs = 60 * 60_000;
const maxKept = 1_000;
/** At work at once; so many more may wait, and what comes beyond that has no preview. */
const maxAtWork = 8;
const maxWaiting = 100;

interface Kept {
  at: number;
  summary: Promise<PageSummary | null>;
}

/**
 * Reads the pages that messages link to: without cookies or credentials, HTML alone, bounded in bytes, time and
 * redirects, each of which is judged anew. Remembers what came of it for an hour, failures too.
 */
export function createLinkPreviews({
  client,
  settings,
  now,
  timeoutMs = 5_000,
}: LinkPreviewOptions): Preview {
  const isSkipped = skippedHosts(settings);
  const kept = new Map<string, Kept>();
  const waiting: (() => void)[] = [];
  let atWork = 0;

  async function read(first: URL): Promise<PageSummary | null> {
    const deadline = AbortSignal.timeout(timeoutMs);
    let url: URL | null = first;
    for (let hop = 0; url !== null && hop <= maxRedirects; hop++) {
      const request = originRequest('GET', url, asPageReader);
      if (isSkipped(request.host)) return null;
      const answer: OriginAnswer = await client.ask(request, request.headers, maxBytes, deadline);
      const location = locationOf(answer);
      if (location === null) return summaryOf(answer);
      url = readable(location, url);
    }
    return null;
  }

  async function inTurn(url: URL): Promise<PageSummary | null> {
    if (atWork < maxAtWork) atWork++;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      // Whatever goes wrong, the link stays a link.
      return await read(url).catch(() => null);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else atWork--;
    }
  }

  return text => {
    const url = readable(text);
    if (url === null || isSkipped(hostOf(url))) return Promise.resolve(null);
    const known = kept.get(url.href);
    // Taken out first, so that the map stays ordered by last use.
    kept.delete(url.href);
    const isFresh = known && now() - known.at < keepMs;
    if (!isFresh && waiting.length >= maxWaiting) return Promise.resolve(null);
    const entry = isFresh ? known : { at: now(), summary: inTurn(url) };
    kept.set(url.href, entry);
    if (kept.size > maxKept) kept.delete(kept.keys().next().value!);
    return entry.summary;
  };
}

/**
 * The portal's own pages say nothing to somebody who is not logged in, and links to them may be good once. What the
 * administrator keeps closed to the proxy (`tls.bypass`: banks, health) is not read by it behind people's backs either.
 */
function skippedHosts({ portal, tls }: LinkPreviewOptions['settings']): (host: string) => boolean {
  const own = [portal.host, ...portal.names.map(name => URL.parse(name)?.hostname ?? name)];
  const policy = createPolicy({ intercept: 'always', bypass: tls.bypass, pages: 'always', skip: [] }, '');
  return host =>
    own.some(name => host === name || host.endsWith(`.${name}`)) || policy.connect(host, true) === 'tunnel';
}

/** Without its fragment, which no server sees. `null`: nothing that may be read. */
function readable(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

const asPageReader: RawHeaders = [
  ['User-Agent', 'Mozilla/5.0 (compatible; Hallway link preview)'],
  ['Accept', 'text/html,application/xhtml+xml'],
  ['Accept-Encoding', 'identity'],
].flat();

function header({ head }: OriginAnswer, name: string): string | null {
  const at = head.headers.findIndex((one, index) => index % 2 === 0 && one.toLowerCase() === name);
  return at === -1 ? null : head.headers[at + 1]!;
}

function locationOf(answer: OriginAnswer): string | null {
  return [301, 302, 303, 307, 308].includes(answer.head.status) ? header(answer, 'location') : null;
}

/** A page longer than the bound is judged by its beginning, where its head is. */
function summaryOf(answer: OriginAnswer): PageSummary | null {
  const type = header(answer, 'content-type') ?? '';
  const coding = header(answer, 'content-encoding') ?? 'identity';
  const isPage = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(type);
  if (answer.head.status !== 200 || !isPage || coding.trim().toLowerCase() !== 'identity') return null;
  if (answer.end === 'broken') return null;
  return pageSummary(htmlText(Buffer.concat(answer.chunks).subarray(0, maxBytes), type));
}
