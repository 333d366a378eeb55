import { compileGlobs } from './globs.ts';
import { findHeaders } from './headers.ts';
import type { RawHeaders } from './rewriter.ts';

export type When = 'always' | 'invited' | 'never';

/** What the administrator decided about tunnels and pages. */
export interface PolicySettings {
  intercept: When;
  /** Globs of hosts that are never intercepted. */
  bypass: string[];
  pages: When;
  /** Globs of hosts whose pages are never rewritten: nobody's invitation opens them. */
  skip: string[];
  /** Globs of hosts that nobody may reach; none if not given. */
  blockedHosts?: string[];
  /** Globs of media types that do not come through; none if not given. */
  blockedTypes?: string[];
  /** Whether hosts are tunnelled for a time where clients refuse our certificate; not if not given. */
  learns?: boolean;
}

/** `magic`: ours to answer; `intercept`: decrypt; `tunnel`: pass blindly; `blocked`: decrypt to say no; `refuse`: say no at once. */
export type ConnectDecision = 'magic' | 'intercept' | 'tunnel' | 'blocked' | 'refuse';

/** `never`: none is; `bypassed`: this host's are not; `nothing_due`: nothing waits for the person that may stand there. */
export type WhyBlind = 'never' | 'bypassed' | 'nothing_due';

/** Decides what happens to requests. Pure: everything it needs is handed in. */
export interface Policy {
  /** Ours to answer: the magic host, and every name below it (`alice.hallway.internal`). */
  isMagic(host: string): boolean;
  connect(host: string, isDue: boolean): ConnectDecision;
  /** Why tunnels to this host are not opened, where they are not. */
  whyBlind(host: string): WhyBlind;
  isBlocked(host: string): boolean;
  /** The blocked type that a response says it is of, or `null`. */
  blockedType(response: RawHeaders): string | null;
  /** Whether responses for this person may be rewritten now. */
  mayRewrite(due: () => boolean): boolean;
  /** Whether the same browser gets pages now with the loader, now without it. */
  makesStaleCopies: boolean;
  learns: boolean;
}

export function createPolicy(settings: PolicySettings, magicHost: string): Policy {
  const magic = magicHost.toLowerCase();
  const isBypassed = compileGlobs(settings.bypass);
  const isSkipped = compileGlobs(settings.skip);
  const isListed = compileGlobs(settings.blockedHosts ?? []);
  const types = settings.blockedTypes ?? [];
  const isTypeListed = compileGlobs(types);
  const isMagic = (host: string) => host === magic || host.endsWith(`.${magic}`);
  const isBlocked = (host: string) => isListed(host) && !isMagic(host);
  return {
    isMagic,
    isBlocked,
    connect(host, isDue) {
      // The magic host has no origin behind it: nothing else than an interception can answer there.
      if (isMagic(host)) return 'magic';
      // Browsers show nothing of a refused CONNECT; but under "never" they trust us for the magic host alone.
      if (isBlocked(host)) return settings.intercept === 'never' ? 'refuse' : 'blocked';
      if (settings.intercept === 'never' || isBypassed(host)) return 'tunnel';
      return settings.intercept === 'always' || (isDue && !isSkipped(host)) ? 'intercept' : 'tunnel';
    },
    whyBlind(host) {
      if (settings.intercept === 'never') return 'never';
      return isBypassed(host) ? 'bypassed' : 'nothing_due';
    },
    blockedType(response) {
      if (types.length === 0) return null;
      const named = findHeaders(response, 'content-type').flatMap(value => value.split(','));
      return named.map(essence).find(isTypeListed) ?? null;
    },
    mayRewrite: due => settings.pages === 'always' || (settings.pages === 'invited' && due()),
    makesStaleCopies: settings.intercept === 'invited' || settings.pages === 'invited',
    learns: settings.learns ?? false,
  };
}

const essence = (type: string): string => type.split(';', 1)[0]!.trim().toLowerCase();
