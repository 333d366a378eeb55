import { createHash } from 'node:crypto';
import { decide, refusesRequest } from './decision.ts';
import { InjectorError } from './errors.ts';
import { hostMatcher } from './hosts.ts';
import { InjectedPage, type Injection } from './page.ts';
import type { InjectorReason } from './reasons.ts';
import { upstreamHeaders } from './request.ts';
import type { PageRequest, PageResponse, RawHeaders, RequestHead, ResponseHead, Rewriter } from './shapes.ts';
import { createSnippet } from './snippet.ts';

export interface InjectorOptions {
  /**
   * The script's source: plain ASCII, the same for all pages. Where its element says `data-hallway="3"`, it is to remove
   * so many characters from the start of the text behind it, before any script of the page runs: `GzipPrefix`.
   */
  loader: string;
  /** The pane's address without query, e.g. `https://hallway.internal/pane`. */
  paneUrl: string;
  /** Globs of hosts whose pages are never rewritten. */
  skip: string[];
}

/** The rewriter of pages, which can also say why it lets a request pass. */
export interface Injector extends Rewriter {
  /** Why `begin` answers null for such a request; null when it does not. */
  refuses(request: RequestHead): InjectorReason | null;
}

/** Makes the injector. Throws `InjectorError` when loader or address could not work in a page. */
export function createInjector(options: InjectorOptions): Injector {
  const isSkipped = hostMatcher(options.skip);
  const injection = createInjection(options);
  const refuses = (request: RequestHead) =>
    refusesRequest(request) ?? (isSkipped(request.host) ? 'skipped_host' : null);
  return {
    begin(request, { staleCopies } = { staleCopies: false }) {
      return refuses(request) === null ? new NavigationRequest(request, injection, staleCopies) : null;
    },
    refuses,
  };
}

function createInjection({ loader, paneUrl }: InjectorOptions): Injection {
  // A path without a slash at its end is matched whole; white space, comma or semicolon would end the source.
  if (!/^https:\/\/[^\s/?#,;']+\/[^\s?#,;']*$/.test(paneUrl)) throw new InjectorError('pane_url');
  const snippet = createSnippet(loader);
  const version = createHash('sha256').update(`${snippet.hashSource} ${paneUrl}`).digest('hex').slice(0, 8);
  return { snippet, version, hashSource: snippet.hashSource, paneUrl };
}

class NavigationRequest implements PageRequest {
  readonly headers: RawHeaders;
  readonly #request: RequestHead;
  readonly #injection: Injection;
  readonly #sweeps: boolean;
  #decision: InjectorReason = 'pending';
  #page: InjectedPage | null = null;

  constructor(request: RequestHead, injection: Injection, staleCopies: boolean) {
    this.#request = request;
    this.#injection = injection;
    // Browsers heed the header on secure origins alone.
    this.#sweeps = staleCopies && request.secure;
    this.headers = upstreamHeaders(request.headers, injection.version);
  }

  get reason(): string {
    return this.#page?.fate ?? this.#decision;
  }

  respond(response: ResponseHead): PageResponse | null {
    const decision = decide(this.#request, response);
    this.#decision = decision.reason;
    this.#page = decision.page ? new InjectedPage(response, decision, this.#injection, this.#sweeps) : null;
    return this.#page;
  }
}
