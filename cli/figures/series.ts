import type { OverviewFigure } from '../../portal/index.ts';
import { type Reading, stepBetween } from './readings.ts';

type Values = ReturnType<typeof stepBetween>;

/** Timers are not so exact. */
const earlyMs = 500;

/** The last so many steps, each from one reading to the next. */
export class Series {
  readonly stepMs: number;
  readonly #most: number;
  readonly #steps: { at: number; values: Values }[] = [];
  #last: Reading | null = null;

  constructor(stepMs: number, lengthMs: number) {
    this.stepMs = stepMs;
    this.#most = lengthMs / stepMs;
  }

  /** Ends a step with this reading, unless it has only begun. */
  push(reading: Reading): void {
    const before = this.#last;
    if (before && reading.at - before.at < this.stepMs - earlyMs) return;
    this.#last = reading;
    if (!before) return;
    this.#steps.push({ at: reading.at, values: stepBetween(before, reading) });
    if (this.#steps.length > this.#most) this.#steps.shift();
  }

  get times(): number[] {
    return this.#steps.map(({ at }) => at);
  }

  of(figure: OverviewFigure): (number | null)[] {
    return this.#steps.map(({ values }) => values[figure] ?? null);
  }
}
