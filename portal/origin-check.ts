import type { IncomingHttpHeaders } from 'node:http';

/**
 * What a request wants, as far as another site's page could misuse it:
 * `document`: a page of its own, by navigation; `pane`: the frame's document; `public`: the same for everybody;
 * `asset`: script and style; `read`: a person's data; `write`: changes something; `form`: a plain form's POST;
 * `channel`: a WebSocket handshake; `probe`: a constant picture that tells whether the way here is open.
 */
export type RequestKind =
  | 'document'
  | 'pane'
  | 'public'
  | 'asset'
  | 'read'
  | 'write'
  | 'form'
  | 'channel'
  | 'probe';

export interface Claim {
  kind: RequestKind;
  headers: IncomingHttpHeaders;
  /** Origins under which we answer on this listener; several where a TLS end stands in front. */
  origins: readonly string[];
  /** Whether it came to the magic origin without TLS, where anybody on the wire could have written it. */
  plainMagic: boolean;
  /** It carries a bearer token, or none of the browser's credentials count for it: no browser adds those by itself. */
  native: boolean;
}

export type Refusal =
  | 'plain_http'
  | 'null_origin'
  | 'foreign_origin'
  | 'missing_origin'
  | 'cross_site'
  | 'framed'
  | 'bad_metadata';

export type Verdict = { allowed: true } | { allowed: false; because: Refusal };

const sites = new Set(['same-origin', 'same-site', 'cross-site', 'none']);
const paneDests = new Set(['iframe', 'frame', 'document']);
const allowed: Verdict = { allowed: true };
const refuse = (because: Refusal): Verdict => ({ allowed: false, because });

/**
 * Every defence against requests that other pages make on a person's behalf, in one place. Headers may be missing:
 * WebSocket handshakes carry only Origin, pages without TLS no Sec-Fetch-*, programs neither.
 */
export function checkOrigin(claim: Claim): Verdict {
  if (claim.kind === 'probe') return allowed;
  const { origin, 'sec-fetch-site': site } = claim.headers as Record<string, string | undefined>;
  if (claim.plainMagic && claim.kind !== 'document' && claim.kind !== 'public' && claim.kind !== 'asset') {
    return refuse('plain_http');
  }
  if (origin === 'null') return refuse('null_origin');
  if (origin !== undefined && !claim.origins.includes(origin)) return refuse('foreign_origin');
  if (site !== undefined && !sites.has(site)) return refuse('bad_metadata');
  return rules[claim.kind](claim, site);
}

type Rule = (claim: Claim, site: string | undefined) => Verdict;

const isForeign = (site: string | undefined) => site === 'cross-site' || site === 'same-site';

const byNavigation: Rule = ({ headers }, site) => {
  const dest = headers['sec-fetch-dest'];
  if (dest === 'iframe' || dest === 'frame' || dest === 'object' || dest === 'embed') return refuse('framed');
  if (!isForeign(site)) return allowed;
  return headers['sec-fetch-mode'] === 'navigate' && dest === 'document' ? allowed : refuse('cross_site');
};

const asFrame: Rule = ({ headers }, site) => {
  // The pane itself, whose token is about to be over, reads a fresh copy of its document.
  if (site === 'same-origin') return allowed;
  const dest = headers['sec-fetch-dest'];
  if (dest === undefined) return allowed;
  return headers['sec-fetch-mode'] === 'navigate' && paneDests.has(String(dest))
    ? allowed
    : refuse('cross_site');
};

const fromOurPages: Rule = (_claim, site) => (isForeign(site) ? refuse('cross_site') : allowed);

/** `none` means typed or bookmarked, which never is a POST or a handshake of ours. */
const withOurOrigin: Rule = ({ headers, native }, site) => {
  if (site !== undefined && site !== 'same-origin') return refuse('cross_site');
  return headers.origin === undefined && !native ? refuse('missing_origin') : allowed;
};

const rules: Record<RequestKind, Rule> = {
  document: byNavigation,
  public: byNavigation,
  pane: asFrame,
  asset: fromOurPages,
  read: fromOurPages,
  write: withOurOrigin,
  form: withOurOrigin,
  channel: withOurOrigin,
  probe: () => allowed,
};

/** What to tell whoever was refused. */
export const refusals: Record<Refusal, string> = {
  plain_http: 'This address answers over https only.',
  null_origin: 'The request comes from a page without an origin.',
  foreign_origin: 'The request comes from a page of another origin.',
  missing_origin: 'The request does not say which page it comes from.',
  cross_site: 'The request comes from a page of another site.',
  framed: 'This page cannot stand inside another one.',
  bad_metadata: 'The request carries fetch metadata that no browser sends.',
};
