import { bodyFilterFor } from './body.ts';
import { amendPolicies, type CspAdditions } from './csp.ts';
import type { Decision } from './decision.ts';
import { versionedTag } from './etag.ts';
import { mayStayFresh } from './freshness.ts';
import { drop, edited, type HeaderEdit } from './headers.ts';
import type { Opening } from './opening.ts';
import type { PageBody } from './page-body.ts';
import type { InjectorReason } from './reasons.ts';
import type { PageResponse, RawHeaders, ResponseHead } from './shapes.ts';
import type { Snippet } from './snippet.ts';

/** What is the same for all pages. */
export interface Injection extends CspAdditions {
  snippet: Snippet;
  /** Stands in entity tags; changes whenever injected pages do. */
  version: string;
}

type PageDecision = Extract<Decision, { page: true }>;

/** A response that is a page: its amended head and the filter of its body. */
export class InjectedPage implements PageResponse {
  readonly body: PageBody | null;
  readonly #original: ResponseHead;
  readonly #injection: Injection;
  readonly #inserted: number;
  readonly #maySweep: boolean;
  #sweeps = false;
  #head: ResponseHead | null = null;
  #opening: Opening | null = null;

  /** `maySweep`: the browser may be told to drop what it holds of this origin. */
  constructor(response: ResponseHead, decision: PageDecision, injection: Injection, maySweep = false) {
    const { plan, coding, reason } = decision;
    this.#original = response;
    this.#injection = injection;
    this.#inserted = injection.snippet.html.length;
    this.#maySweep = maySweep;
    const hasBody = reason === 'page' || reason === 'sniffed';
    this.body = hasBody
      ? bodyFilterFor(coding, plan, injection.snippet, opening => (this.#opening = opening))
      : null;
  }

  /** What became of the body so far; null when nothing is known beyond the decision. */
  get fate(): InjectorReason | null {
    return this.body?.fate ?? null;
  }

  /** Stays as it was when it was first read, so that reading it early loses only what the first bytes would add. */
  get head(): ResponseHead {
    this.#head ??= this.#amended();
    return this.#head;
  }

  get sweeps(): boolean {
    return this.#sweeps;
  }

  #amended(): ResponseHead {
    const opening = this.#opening;
    // Known by its first bytes not to be touched: then its head is not either.
    if (opening !== null && !opening.ok) return this.#original;
    const headers = amendHeaders(this.#original.headers, this.#injection);
    const meta = opening?.metaEnd ? opening : null;
    if (meta !== null && meta.metaEnd + this.#inserted > 1024) carryCharset(headers, meta.meta!);
    this.#sweeps = this.#maySweep && this.body !== null && mayStayFresh(this.#original.headers);
    if (this.#sweeps) headers.push('Clear-Site-Data', '"cache"');
    return { ...this.#original, headers };
  }
}

function amendHeaders(headers: RawHeaders, injection: Injection): RawHeaders {
  const amendCsp: HeaderEdit = value => amendPolicies(value, injection);
  const edits = new Map<string, HeaderEdit>([
    ['content-security-policy', amendCsp],
    ['content-security-policy-report-only', amendCsp],
    ['etag', value => versionedTag(value, injection.version)],
    ...dropped,
  ]);
  return edited(headers, edits);
}

/** Each tells something of the original bytes that no longer holds (HTTP.md 2 to 4). */
const dropped = [
  'content-length',
  'content-md5',
  'content-digest',
  'repr-digest',
  'unencoded-digest',
  'digest',
  'last-modified',
  'accept-ranges',
].map(name => [name, drop] as const);

/** Only where no charset stands, not even one that browsers do not know: theirs would be the first one. */
function carryCharset(headers: RawHeaders, charset: string): void {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.toLowerCase() !== 'content-type' || /charset/i.test(headers[i + 1]!)) continue;
    headers[i + 1] = `${headers[i + 1]!.replace(/[\t ;]+$/, '')}; charset=${charset}`;
  }
}
