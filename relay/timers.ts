/** Injected, so that tests can let time pass. */
export interface Timers {
  /** Runs once after `ms`, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
}

/** setTimeout fires at once beyond this; every timer here asks again when it fires, so waking early is harmless. */
const longestMs = 2 ** 31 - 1;

export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(ms, 0), longestMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
