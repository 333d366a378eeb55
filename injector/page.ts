import { bodyFilterFor } from './body.ts';
import { amendPolicies, type CspAdditions } from './csp.ts';
import type { Decision } from './decision.ts';
import { versionedTag } from './etag.ts';
import { mayStayFresh } from './freshness.ts';
import { drop, edited, type HeaderEdit } from './headers.ts';
import type { Opening } from './opening.ts';
import type { PageBody } from './page-body.ts';
import type { InjectorReason } from './reasons.ts';
import type { Replacement } from './replacement-rule.ts';
import { possibleAdditions, Replacer, type ReplacerParts } from './replacer.ts';
import { ReplacingBody } from './replacing-body.ts';
import type { NumberedRule } from './rule-book.ts';
import type { PageResponse, RawHeaders, ResponseHead } from './shapes.ts';

/** What is the same for all pages. */
export interface Injection extends ReplacerParts {
  /** Stands in entity tags; changes whenever injected pages do. */
  version: string;
}

export interface PageCircumstances {
  /** The browser may be told to drop what it holds of this origin. */
  maySweep?: boolean;
  /** The rules that are meant for this page. */
  rules?: readonly NumberedRule[];
}

type PageDecision = Extract<Decision, { page: true }>;

/** A response that is a page: its amended head and the filter of its body. */
export class InjectedPage implements PageResponse {
  readonly body: PageBody | null;
  readonly #original: ResponseHead;
  readonly #injection: Injection;
  readonly #rules: readonly NumberedRule[];
  readonly #replacer: Replacer | null;
  readonly #maySweep: boolean;
  readonly #length: number | undefined;
  #sweeps = false;
  #head: ResponseHead | null = null;
  #opening: Opening | null = null;

  constructor(
    response: ResponseHead,
    decision: PageDecision,
    injection: Injection,
    { maySweep = false, rules = [] }: PageCircumstances = {},
  ) {
    const { plan, coding, reason } = decision;
    this.#original = response;
    this.#injection = injection;
    this.#rules = rules;
    this.#maySweep = maySweep;
    this.#length = plan.length;
    const hasBody = reason === 'page' || reason === 'sniffed';
    const ordinary = () =>
      bodyFilterFor(coding, plan, injection.snippet, opening => (this.#opening = opening));
    const replacer = rules.length > 0 && hasBody ? new Replacer(rules, plan, injection) : null;
    this.#replacer = replacer;
    if (!hasBody) this.body = null;
    else if (replacer === null || plan.syntax === 'xhtml') {
      replacer?.pass('layout');
      this.body = ordinary();
    } else {
      const edit = (page: Buffer) => replacer.edit(page);
      this.body = new ReplacingBody({ coding, ordinary, edit, passed: outcome => replacer.pass(outcome) });
    }
  }

  /** What rules did to the page; null where none is meant for it, or the page is not whole yet. */
  get replacement(): Replacement | null {
    return this.#replacer?.replacement ?? null;
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
    const replaced = this.#replacer?.head ?? null;
    const opening = replaced?.opening ?? this.#opening;
    // Known by its first bytes not to be touched: then its head is not either.
    if (opening !== null && !opening.ok) return this.#original;
    const { version, snippet } = this.#injection;
    const additions = replaced?.additions ?? this.#additions();
    const headers = edited(this.#original.headers, edits, { additions, version, length: this.#newLength() });
    const meta = opening?.metaEnd ? opening : null;
    const inserted = replaced?.inserted ?? snippet.html.length;
    if (meta !== null && meta.metaEnd + inserted > 1024) carryCharset(headers, meta.meta!);
    this.#sweeps = this.#maySweep && this.body !== null && mayStayFresh(this.#original.headers);
    if (this.#sweeps) headers.push('Clear-Site-Data', '"cache"');
    return { ...this.#original, headers };
  }

  /** Null where it cannot be known yet: then the body goes out in chunks. */
  #newLength(): string | null {
    const added = this.body?.added ?? null;
    return this.#length === undefined || added === null ? null : String(this.#length + added);
  }

  /** A head without its page (HEAD, 304) stands for whatever the page may be. */
  #additions(): CspAdditions {
    const isAlone = this.body === null && this.#rules.length > 0;
    return isAlone ? possibleAdditions(this.#rules, this.#injection) : this.#injection;
  }
}

interface HeadFacts {
  additions: CspAdditions;
  version: string;
  length: string | null;
}

const amendCsp: HeaderEdit<HeadFacts> = (value, { additions }) => amendPolicies(value, additions);

const edits = new Map<string, HeaderEdit<HeadFacts>>([
  ['content-security-policy', amendCsp],
  ['content-security-policy-report-only', amendCsp],
  ['etag', (value, { version }) => versionedTag(value, version)],
  ['content-length', (_value, { length }) => length],
  // Each tells something of the original bytes that no longer holds (HTTP.md 2 to 4).
  ['content-md5', drop],
  ['content-digest', drop],
  ['repr-digest', drop],
  ['unencoded-digest', drop],
  ['digest', drop],
  ['last-modified', drop],
  ['accept-ranges', drop],
]);

/** Only where no charset stands, not even one that browsers do not know: theirs would be the first one. */
function carryCharset(headers: RawHeaders, charset: string): void {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.toLowerCase() !== 'content-type' || /charset/i.test(headers[i + 1]!)) continue;
    headers[i + 1] = `${headers[i + 1]!.replace(/[\t ;]+$/, '')}; charset=${charset}`;
  }
}
