/** Upper bounds in seconds: from what a cache answers to what people give up on. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** How many of each duration there were at one moment. */
export interface HistogramState {
  /** Up to each bound, and beyond the last, each by itself. */
  counts: readonly number[];
  sumSeconds: number;
}

/** Durations by size. Adding one costs a short walk along the bounds and no memory. */
export class Histogram {
  static readonly bounds: readonly number[] = bounds;
  readonly #counts = new Float64Array(bounds.length + 1);
  #sumMs = 0;

  observe(ms: number): void {
    const seconds = ms / 1_000;
    let place = 0;
    while (place < bounds.length && seconds > bounds[place]!) place++;
    this.#counts[place]!++;
    this.#sumMs += ms;
  }

  state(): HistogramState {
    return { counts: [...this.#counts], sumSeconds: this.#sumMs / 1_000 };
  }
}

/**
 * So many seconds `share` of the durations between two moments stayed below, as near as the bounds tell; `null` where
 * there were none.
 */
export function quantile(share: number, before: HistogramState, after: HistogramState): number | null {
  const counts = after.counts.map((count, place) => count - before.counts[place]!);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const [place, count] of counts.entries()) {
    const upper = bounds[place];
    // Nothing is known of what lies beyond the last bound.
    if (upper === undefined) break;
    const lower = place === 0 ? 0 : bounds[place - 1]!;
    if (count >= left && count > 0) return lower + (upper - lower) * (left / count);
    left -= count;
  }
  return bounds.at(-1)!;
}
