import type { OverviewFigure } from '../../portal/index.ts';
import type { Figures } from './figures.ts';
import { type Histogram, type HistogramState, quantile } from './histogram.ts';
import { isInjected } from './meters.ts';
import type { ProcessFigures } from './process-figures.ts';

/** What was read at one moment; two of them make a step of a series. */
export interface Reading {
  at: number;
  /** What only grows; a step shows how much of it came in a second. */
  growing: Partial<Record<OverviewFigure, number>>;
  /** What stands for now. */
  standing: Partial<Record<OverviewFigure, number>>;
  /** Durations so far; a step shows how long most of its own took. */
  durations: Partial<Record<OverviewFigure, HistogramState>>;
}

type Values = Partial<Record<OverviewFigure, number | null>>;

const usual = 0.95;

/** Reads everything once. */
export function takeReading(at: number, figures: Figures, process: ProcessFigures): Reading {
  const { proxy, relay, store, portal, meters } = figures;
  const pages = Object.entries(meters.pages);
  const injected = sum(pages.filter(([reason]) => isInjected(reason)).map(([, count]) => count));
  const all = sum(Object.values(meters.pages));
  const { online, idle, away, dnd, browsing } = relay.presence;
  return {
    at,
    growing: {
      ...{ requests: proxy.requests, pages: all, pagesInjected: injected, pagesPassed: all - injected },
      ...{ blindBytes: proxy.blindBytes, interceptions: proxy.interceptions },
      interceptionFailures: sum(Object.values(meters.interceptionFailures)),
      upstreamErrors: sum(Object.values(meters.upstreamErrors)),
      ...{ messages: relay.messages, invitations: relay.invitations, announcements: relay.announcements },
      events: sum(Object.values(relay.events)),
      logInsRefused: sum(Object.values(relay.logInsRefused)),
      // Seconds of it in each second.
      gc: process.gcMs() / 1_000,
    },
    standing: {
      ...{ openTunnels: proxy.openTunnels, openInterceptions: proxy.openInterceptions },
      ...{ channels: relay.channels, present: online + idle + away + dnd, browsing },
      ...{ deliveriesWaiting: relay.deliveriesWaiting, unsentBytes: portal.unsentBytes },
      ...{ storeQueue: store.waiting, memory: process.memoryBytes() },
      eventLoopDelay: process.eventLoopDelay(),
    },
    durations: states({
      firstBytePassed: meters.firstByte.passed,
      firstByteInjected: meters.firstByte.injected,
      tunnelSetUp: meters.tunnelSetUp,
      commitTime: meters.commit,
    }),
  };
}

/** What a step from one reading to the next shows. */
export function stepBetween(before: Reading, after: Reading): Values {
  const seconds = (after.at - before.at) / 1_000;
  const values: Values = { ...after.standing };
  for (const [name, count] of entries(after.growing))
    values[name] = seconds > 0 ? Math.max(0, count - (before.growing[name] ?? 0)) / seconds : null;
  for (const [name, state] of entries(after.durations)) {
    const earlier = before.durations[name];
    values[name] = earlier ? quantile(usual, earlier, state) : null;
  }
  return values;
}

const states = (histograms: Partial<Record<OverviewFigure, Histogram>>): Reading['durations'] =>
  Object.fromEntries(Object.entries(histograms).map(([name, histogram]) => [name, histogram.state()]));

const entries = <V>(table: Partial<Record<OverviewFigure, V>>) =>
  Object.entries(table) as [OverviewFigure, V][];
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
