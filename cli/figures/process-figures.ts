import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** How this process does. */
export interface ProcessFigures {
  memoryBytes(): number;
  /** Milliseconds of garbage collection since the start. */
  gcMs(): number;
  /** Seconds that 99 of 100 delays since the last question stayed below. */
  eventLoopDelay(): number;
  close(): void;
}

const resolutionMs = 20;

export function watchProcess(): ProcessFigures {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let gcMs = 0;
  const observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) gcMs += duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  return {
    memoryBytes: () => process.memoryUsage.rss(),
    gcMs: () => gcMs,
    eventLoopDelay() {
      // What is measured is the time from one look to the next, which takes the resolution without any delay.
      const seconds = delays.count === 0 ? 0 : delays.percentile(99) / 1e9 - resolutionMs / 1_000;
      delays.reset();
      return Math.max(0, seconds);
    },
    close() {
      delays.disable();
      observer.disconnect();
    },
  };
}
