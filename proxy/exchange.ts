import type { Readable } from 'node:stream';
import type { Logger } from './logger.ts';
import type { Reply } from './reply.ts';
import type { ForwardHead } from './request-head.ts';

/** What was done with a request, as the access log says it. */
export type Done =
  | 'passed'
  | 'rewritten'
  | 'refused'
  | 'failed'
  | 'aborted'
  | 'magic'
  | 'tunnel'
  | 'upgrade'
  | 'intercepted';

/** One request on its way, whichever protocol it came by. */
export interface Exchange {
  id: string;
  user: string;
  head: ForwardHead;
  reply: Reply;
  /** Bytes of the request's body; `null` when it has none. */
  source: Readable | null;
  startedAt: number;
}

/** Numbers that the metrics show; all but `active…` and `openTunnels` only grow. */
export interface ProxyStats {
  requests: number;
  activeRequests: number;
  rewritten: number;
  failed: number;
  aborted: number;
  challenges: number;
  tunnels: number;
  openTunnels: number;
  endedTunnels: number;
  interceptions: number;
  openInterceptions: number;
  upgrades: number;
  magic: number;
  retries: number;
  verifications: number;
}

export function createStats(): ProxyStats {
  return {
    requests: 0,
    activeRequests: 0,
    rewritten: 0,
    failed: 0,
    aborted: 0,
    challenges: 0,
    tunnels: 0,
    openTunnels: 0,
    endedTunnels: 0,
    interceptions: 0,
    openInterceptions: 0,
    upgrades: 0,
    magic: 0,
    retries: 0,
    verifications: 0,
  };
}

/** One line of the access log: no path, no query, no credentials. */
export interface AccessLine {
  id: string;
  user: string;
  method: string;
  host: string;
  status: number;
  bytes: number;
  startedAt: number;
  done: Done;
  /** A code from errors.ts. */
  error?: string;
}

export type AccessLog = (line: AccessLine) => void;

export function createAccessLog(log: Logger, now: () => number): AccessLog {
  return ({ startedAt, ...line }) => {
    log.info({ ...line, ms: now() - startedAt }, 'request');
  };
}
