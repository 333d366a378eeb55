import type { Timers } from '../../relay/index.ts';

interface Waiting {
  at: number;
  run(): void;
  cancel(): void;
}

/** The clock of a journey: it goes like any other, and can be put forward; what falls due by that happens at once. */
export class PassingClock {
  #ahead = 0;
  readonly #waiting = new Set<Waiting>();

  now = (): number => Date.now() + this.#ahead;

  readonly timers: Timers = {
    after: (ms, run) => {
      const timer = setTimeout(() => waiting.run(), Math.min(Math.max(ms, 0), 2 ** 31 - 1));
      timer.unref();
      const waiting: Waiting = {
        at: this.now() + ms,
        run: () => {
          waiting.cancel();
          run();
        },
        cancel: () => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
        },
      };
      this.#waiting.add(waiting);
      return waiting.cancel;
    },
  };

  pass(ms: number): void {
    this.#ahead += ms;
    const due = [...this.#waiting].filter(({ at }) => at <= this.now());
    for (const { run } of due.sort((one, other) => one.at - other.at)) run();
  }
}
