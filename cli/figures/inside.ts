import { hostname } from 'node:os';
import type { OverviewSource } from '../../portal/index.ts';
import { version } from '../version.ts';
import type { FigureSources } from './figures.ts';
import { createMetrics } from './metrics.ts';
import { overviewStepMs, ServerOverviews } from './overview.ts';
import { watchProcess } from './process-figures.ts';

/** How the server looks from inside. */
export interface Inside {
  /** For Prometheus. */
  metrics(): Promise<string>;
  /** For administrators. */
  overview: OverviewSource;
  /** Begins the time series; the sources must answer from here on. */
  start(): void;
  stop(): void;
}

export function lookInside(sources: FigureSources): Inside {
  const process = watchProcess();
  const overview = new ServerOverviews({ sources, process, version, node: hostname(), now: Date.now });
  let ticking: NodeJS.Timeout | undefined;
  return {
    metrics: createMetrics(sources),
    overview,
    start() {
      overview.tick();
      ticking = setInterval(() => overview.tick(), overviewStepMs).unref();
    },
    stop() {
      clearInterval(ticking);
      process.close();
    },
  };
}
