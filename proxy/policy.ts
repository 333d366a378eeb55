import { compileGlobs } from './globs.ts';

export type When = 'always' | 'invited' | 'never';

/** What the administrator decided about tunnels and pages. */
export interface PolicySettings {
  intercept: When;
  /** Globs of hosts that are never intercepted. */
  bypass: string[];
  pages: When;
  /** Globs of hosts whose pages are never rewritten: nobody's invitation opens them. */
  skip: string[];
}

/** `magic`: ours to answer; `intercept`: decrypt; `tunnel`: pass blindly. */
export type ConnectDecision = 'magic' | 'intercept' | 'tunnel';

/** `never`: none is; `bypassed`: this host's are not; `nothing_due`: nothing waits for the person that may stand there. */
export type WhyBlind = 'never' | 'bypassed' | 'nothing_due';

/** Decides what happens to requests. Pure: everything it needs is handed in. */
export interface Policy {
  /** Ours to answer: the magic host, and every name below it (`alice.hallway.internal`). */
  isMagic(host: string): boolean;
  connect(host: string, isDue: boolean): ConnectDecision;
  /** Why tunnels to this host are not opened, where they are not. */
  whyBlind(host: string): WhyBlind;
  /** Whether responses for this person may be rewritten now. */
  mayRewrite(due: () => boolean): boolean;
  /** Whether the same browser gets pages now with the loader, now without it. */
  makesStaleCopies: boolean;
  /** Whether a tunnel to this host may ever be replaced by an interception. */
  mayEndTunnel(host: string): boolean;
}

export function createPolicy(settings: PolicySettings, magicHost: string): Policy {
  const magic = magicHost.toLowerCase();
  const isBypassed = compileGlobs(settings.bypass);
  const isSkipped = compileGlobs(settings.skip);
  const isMagic = (host: string) => host === magic || host.endsWith(`.${magic}`);
  return {
    isMagic,
    connect(host, isDue) {
      // The magic host has no origin behind it: nothing else than an interception can answer there.
      if (isMagic(host)) return 'magic';
      if (settings.intercept === 'never' || isBypassed(host)) return 'tunnel';
      return settings.intercept === 'always' || (isDue && !isSkipped(host)) ? 'intercept' : 'tunnel';
    },
    whyBlind(host) {
      if (settings.intercept === 'never') return 'never';
      return isBypassed(host) ? 'bypassed' : 'nothing_due';
    },
    mayRewrite: due => settings.pages === 'always' || (settings.pages === 'invited' && due()),
    makesStaleCopies: settings.intercept === 'invited' || settings.pages === 'invited',
    mayEndTunnel: host => settings.intercept === 'invited' && !isBypassed(host) && !isSkipped(host),
  };
}
