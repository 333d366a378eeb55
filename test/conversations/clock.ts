import type { Timers } from '../../relay/index.ts';

/** Time that passes only when a test says so. */
export class TestClock {
  #now = Date.UTC(2026, 0, 5, 9);
  readonly #waiting = new Set<{ at: number; run: () => void }>();

  now = (): number => this.#now;

  readonly timers: Timers = {
    after: (ms, run) => {
      const timer = { at: this.#now + Math.max(0, ms), run };
      this.#waiting.add(timer);
      return () => this.#waiting.delete(timer);
    },
  };

  get pending(): number {
    return this.#waiting.size;
  }

  /** What waits never runs, as when its process is killed. */
  forget(): void {
    this.#waiting.clear();
  }

  /** Runs what falls due, each at its own time and in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }
}

export const seconds = (count: number) => count * 1_000;
export const minutes = (count: number) => count * 60_000;
