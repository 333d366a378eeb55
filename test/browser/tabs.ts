import type { Side } from './twins.ts';

/** A browser in which each tab starts as a person's first: no storage, no cache, nothing of the other tabs. */
export interface Tabs {
  /** Opens one that goes through a side's proxy and runs these functions first in each document. */
  open(side: Side, scripts: (() => void)[]): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  /** What its console said since it last went somewhere, each as `type: text (place)`. */
  said: string[];
  /** What the browser's own inspector complains of since then; empty where it does not tell. */
  issues: string[];
  /** Opens an address and waits for the page's load event, or for some seconds. */
  goes(url: string): Promise<void>;
  /** Runs a function in the page. */
  runs<A, R>(job: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  /** A PNG of the whole page, animations at their ends. */
  picture(): Promise<Uint8Array>;
  /** Whether the window stands in it, drawn by its own script. */
  hasWindow(): Promise<boolean>;
  close(): Promise<void>;
}

/** How long a page may take to load; what is not there by then is compared without. */
export const loadLimitMs = 15_000;

/** Asks until the answer is true; throws with `what` after `limitMs`. */
export async function until(
  what: string,
  limitMs: number,
  ask: () => Promise<boolean> | boolean,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Runs in the window's frame. */
export const isDrawn = (): boolean => document.querySelector('#hallway')?.firstElementChild != null;
