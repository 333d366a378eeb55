import { injectedReasons } from '../../injector/index.ts';
import { type Meter, proxyErrors } from '../../proxy/index.ts';
import { Histogram } from './histogram.ts';
import { TopHosts } from './top-hosts.ts';

type Tally = Record<string, number>;

/** What the rooms measure while they work, added up. Every key comes from a table of codes, so that each stays small. */
export interface Meters {
  proxy: Meter;
  committed(ms: number): void;
  firstByte: { passed: Histogram; injected: Histogram };
  tunnelSetUp: Histogram;
  commit: Histogram;
  /** By reason. */
  pages: Tally;
  interceptionFailures: Tally;
  /** By code: of what the origin's side did wrong, and of what the browser's side did. */
  upstreamErrors: Tally;
  refusals: Tally;
  failingHosts: TopHosts;
  passedHosts: TopHosts;
}

const hostsKept = 100;
const hoursKept = 24;

/** Whether a page with this reason carries the window. */
export const isInjected = (reason: string | null): boolean => reason !== null && injectedReasons.has(reason);

export function createMeters(): Meters {
  const count = (tally: Tally, key: string) => {
    tally[key] = (tally[key] ?? 0) + 1;
  };
  const meters: Meters = {
    proxy: {
      answered: (ms, reason) => meters.firstByte[isInjected(reason) ? 'injected' : 'passed'].observe(ms),
      page(host, reason) {
        count(meters.pages, reason);
        if (!isInjected(reason)) meters.passedHosts.count(host, reason);
      },
      tunnelOpened: ms => meters.tunnelSetUp.observe(ms),
      interceptionFailed(host, fault) {
        count(meters.interceptionFailures, fault);
        meters.failingHosts.count(host, fault);
      },
      failed: code => count(proxyErrors[code].status >= 502 ? meters.upstreamErrors : meters.refusals, code),
    },
    committed: ms => meters.commit.observe(ms),
    firstByte: { passed: new Histogram(), injected: new Histogram() },
    tunnelSetUp: new Histogram(),
    commit: new Histogram(),
    ...{ pages: {}, interceptionFailures: {}, upstreamErrors: {}, refusals: {} },
    failingHosts: new TopHosts(hostsKept, hoursKept),
    passedHosts: new TopHosts(hostsKept, hoursKept),
  };
  return meters;
}
