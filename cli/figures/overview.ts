import {
  type OverviewFigure,
  type OverviewRange,
  type OverviewSource,
  overviewFigures,
  type ServerOverview,
} from '../../portal/index.ts';
import { type FigureSources, type Figures, readFigures } from './figures.ts';
import type { ProcessFigures } from './process-figures.ts';
import { type Reading, takeReading } from './readings.ts';
import { Series } from './series.ts';

export interface OverviewOptions {
  sources: FigureSources;
  process: ProcessFigures;
  version: string;
  node: string;
  now(): number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const mostHosts = 20;
const hoursOf: Record<OverviewRange, number> = { hour: 2, day: 24 };

/** How often it wants to be told that time goes by. */
export const overviewStepMs = 10 * second;

/** Keeps how the server did in the last hour and the last day: in memory, bounded, gone with the process. */
export class ServerOverviews implements OverviewSource {
  readonly #options: OverviewOptions;
  readonly #startedAt: number;
  readonly #series: Record<OverviewRange, Series>;
  #hourBegan: number;

  constructor(options: OverviewOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#hourBegan = this.#startedAt;
    this.#series = {
      hour: new Series(overviewStepMs, hour),
      day: new Series(5 * minute, 24 * hour),
    };
  }

  /** To be called at the start and every `overviewStepMs`. */
  tick(): void {
    const reading = this.#reading();
    for (const series of Object.values(this.#series)) series.push(reading);
    if (reading.at - this.#hourBegan < hour) return;
    this.#hourBegan = reading.at;
    const { failingHosts, passedHosts } = this.#options.sources.meters;
    failingHosts.turn();
    passedHosts.turn();
  }

  async read(range: OverviewRange): Promise<ServerOverview> {
    const { sources, version, node, now } = this.#options;
    const figures = readFigures(sources);
    const series = this.#series[range];
    const { meters, relay } = figures;
    return {
      ...{ at: now(), startedAt: this.#startedAt, version, node, range },
      ...{ stepMs: series.stepMs, times: series.times },
      figures: this.#figures(series),
      presence: relay.presence,
      totals: totalsOf(figures),
      hosts: {
        interceptionFailures: meters.failingHosts.top(hoursOf[range], mostHosts),
        passed: meters.passedHosts.top(hoursOf[range], mostHosts),
      },
    };
  }

  /** `now` is of the last ten seconds, whatever the range. */
  #figures(series: Series): ServerOverview['figures'] {
    const figures = names.map(name => {
      const [unit, about] = overviewFigures[name];
      const now = this.#series.hour.of(name).at(-1) ?? null;
      return [name, { unit, about, now, values: series.of(name) }];
    });
    return Object.fromEntries(figures);
  }

  #reading(): Reading {
    const { now, sources, process } = this.#options;
    return takeReading(now(), readFigures(sources), process);
  }
}

const names = Object.keys(overviewFigures) as OverviewFigure[];

const totalsOf = ({ meters, relay }: Figures): ServerOverview['totals'] => ({
  pages: { ...meters.pages },
  interceptionFailures: { ...meters.interceptionFailures },
  upstreamErrors: { ...meters.upstreamErrors },
  logInsRefused: { ...relay.logInsRefused },
  previews: { ...relay.previews },
});
