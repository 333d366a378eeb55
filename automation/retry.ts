import { HallwayError } from './error.ts';

const attempts = 6;
const firstMs = 250;
const mostMs = 10_000;

/** What was refused for the moment, and nothing was done. */
const isRefusedForNow = (status: number) => status === 429 || status === 503;
/** Nobody knows what became of it. */
const isLost = (status: number) => status === 0 || status === 502 || status === 504;

export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const realWait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', over);
      resolve();
    }, ms);
    if (signal?.aborted) over();
    signal?.addEventListener('abort', over, { once: true });
  });

/** Whether it makes sense to come back with the same. */
export const isTransient = (error: unknown): error is HallwayError =>
  error instanceof HallwayError && (isRefusedForNow(error.status) || isLost(error.status));

/** Longer each time, and spread out, so that many programs do not come back in one instant. */
export const backoffMs = (attempt: number, random = Math.random): number =>
  Math.min(firstMs * 2 ** attempt, mostMs) * (0.5 + random() / 2);

/** Runs it again while that may help and does nothing twice. `waitMs`: as long as the server asked for. */
export async function withRetries<T>(
  isRepeatable: boolean,
  wait: Wait,
  run: () => Promise<T>,
  waitMs: () => number | null = () => null,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const may = isTransient(error) && (isRepeatable || isRefusedForNow(error.status));
      if (!may || attempt + 1 >= attempts) throw error;
      await wait(waitMs() ?? backoffMs(attempt));
    }
  }
}
