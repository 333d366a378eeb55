import { createHash } from 'node:crypto';
import { decideResponse, refusesRequest } from './decision.ts';
import { EditThread } from './edit-thread.ts';
import { InjectorError } from './errors.ts';
import { hostMatcher } from './hosts.ts';
import { InjectedPage, type Injection } from './page.ts';
import type { InjectorReason } from './reasons.ts';
import type { Replacement, ReplacementRule } from './replacement-rule.ts';
import { upstreamHeaders } from './request.ts';
import { createRuleBook, type NumberedRule, type PageRules } from './rule-book.ts';
import type {
  Circumstances,
  PageRequest,
  PageResponse,
  RawHeaders,
  RequestHead,
  ResponseHead,
  Rewriter,
} from './shapes.ts';
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
  /** Rules for parts of pages; none by default. */
  replace?: readonly ReplacementRule[];
}

/** The rewriter of pages, which can also say why it lets a request pass. */
export interface Injector extends Rewriter {
  begin(request: RequestHead, circumstances?: Circumstances): RuledRequest | null;
  /** Why `begin` answers null for such a request; null when it does not. */
  refuses(request: RequestHead): InjectorReason | null;
}

/** A request that also says what rules did to its page. */
export interface RuledRequest extends PageRequest {
  /** The rules that are meant for the page, by their place in the list from 1. */
  readonly rules: readonly number[];
  /** Null where no rule is meant for the page, or it is not whole yet. */
  readonly replacement: Replacement | null;
}

/** One for all injectors: rules may change while pages are being edited. It starts with the first page that needs it. */
const thread = new EditThread();

/** Makes the injector. Throws `InjectorError` when loader, address or a rule's selector could not work in a page. */
export function createInjector(options: InjectorOptions): Injector {
  const isSkipped = hostMatcher(options.skip);
  const injection = createInjection(options);
  const rulesFor = createRuleBook(options.replace ?? []);
  const refuses = (request: RequestHead) =>
    refusesRequest(request) ?? (isSkipped(request.host) ? 'skipped_host' : null);
  return {
    begin(request, { staleCopies } = { staleCopies: false }) {
      if (refuses(request) !== null) return null;
      return new NavigationRequest(request, injection, rulesFor(request), staleCopies);
    },
    refuses,
  };
}

function createInjection({ loader, paneUrl }: InjectorOptions): Injection {
  // A path without a slash at its end is matched whole; white space, comma or semicolon would end the source.
  if (!/^https:\/\/[^\s/?#,;']+\/[^\s?#,;']*$/.test(paneUrl)) throw new InjectorError('pane_url');
  const snippet = createSnippet(loader);
  const version = createHash('sha256').update(`${snippet.hashSource} ${paneUrl}`).digest('hex').slice(0, 8);
  const { origin } = new URL(paneUrl);
  return {
    snippet,
    version,
    hashSource: snippet.hashSource,
    frames: [paneUrl],
    origin,
    thread,
  };
}

const noRules: readonly NumberedRule[] = [];

class NavigationRequest implements RuledRequest {
  readonly headers: RawHeaders;
  readonly #method: string;
  readonly #injection: Injection;
  readonly #rules: readonly NumberedRule[];
  readonly #maySweep: boolean;
  #decision: InjectorReason = 'pending';
  #page: InjectedPage | null = null;

  constructor(request: RequestHead, injection: Injection, meant: PageRules | null, staleCopies: boolean) {
    this.#method = request.method;
    this.#rules = meant?.rules ?? noRules;
    // A copy that was made under other rules must not be revived.
    this.#injection =
      meant === null ? injection : { ...injection, version: injection.version + meant.version };
    // Browsers heed the header on secure origins alone.
    this.#maySweep = staleCopies && request.secure;
    this.headers = upstreamHeaders(request.headers, this.#injection.version);
  }

  get rules(): readonly number[] {
    return this.#rules.map(({ number }) => number);
  }

  get replacement(): Replacement | null {
    return this.#page?.replacement ?? null;
  }

  get reason(): string {
    return this.#page?.fate ?? this.#decision;
  }

  respond(response: ResponseHead): PageResponse | null {
    const decision = decideResponse(this.#method, response);
    this.#decision = decision.reason;
    const more = { maySweep: this.#maySweep, rules: this.#rules };
    this.#page = decision.page ? new InjectedPage(response, decision, this.#injection, more) : null;
    return this.#page;
  }
}
