import type { ProxyErrorCode } from './errors.ts';

/** Why an interception came to nothing, beside the codes of the proxy's errors. */
export const interceptionFaults = {
  rejected: 'The browser or program refused our certificate: it knows other authorities only.',
  left: 'The browser or program broke the handshake off, or fell silent in it.',
} as const;

export type InterceptionFault = keyof typeof interceptionFaults | ProxyErrorCode;

/**
 * Where the proxy says what it measures; what only grows it counts by itself (`ProxyStats`). Called on the hot path:
 * an implementation adds up, and does nothing else.
 */
export interface Meter {
  /** A head goes to the browser, so long after the request came. `reason`: what becomes of the page; `null`: it can be none. */
  answered(ms: number, reason: string | null): void;
  /** A response that could be a page is over. `reason`: a code of the rewriter or of the gate. */
  page(host: string, reason: string): void;
  /** A blind tunnel stands, so long after it was asked for. */
  tunnelOpened(ms: number): void;
  interceptionFailed(host: string, fault: InterceptionFault): void;
  /** An error was answered, or a transfer broke off; log-ins that are asked for are none. */
  failed(code: ProxyErrorCode): void;
}

const nothing = () => {};

/** Measures nothing. */
export const noMeter: Meter = {
  answered: nothing,
  page: nothing,
  tunnelOpened: nothing,
  interceptionFailed: nothing,
  failed: nothing,
};
