import type { Readable } from 'node:stream';
import type { Logger } from './logger.ts';
import type { Reply } from './reply.ts';
import type { ForwardHead } from './request-head.ts';

/** What was done with a request, as the access log says it. */
export type Done = 'passed' | 'rewritten' | 'refused' | 'failed' | 'aborted' | 'magic' | 'tunnel' | 'upgrade';

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

/** What was asked for. `page`: something that may be shown in a window; `connect`: a tunnel that came to nothing. */
export type Kind = 'page' | 'resource' | 'tunnel' | 'upgrade' | 'connect';

/** Numbers that the metrics show; all but `active…` and `open…` only grow. */
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

/** With what is looked up when it is asked for. */
export interface ProxyFigures extends ProxyStats {
  /** Both ways in blind tunnels, those that are open among them. */
  blindBytes: number;
  leavesMinted: number;
  leavesReused: number;
  cachedLeaves: number;
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

/** One line of the access log: no query, no credentials, and a path only where paths are asked for. */
export interface AccessLine {
  id: string;
  user: string;
  method: string;
  host: string;
  kind: Kind;
  /** As asked for, with its query, which is never written. */
  path?: string;
  status: number;
  bytes: number;
  startedAt: number;
  done: Done;
  /** Why: a code of the rewriter, the gate or the policy. */
  why?: string | undefined;
  /** A code from errors.ts. */
  error?: string | undefined;
}

export type AccessLog = (line: AccessLine) => void;

export function createAccessLog(log: Logger, now: () => number, logsPaths = false): AccessLog {
  return ({ startedAt, path, ...line }) => {
    const shown = logsPaths && path ? { ...line, path: withoutQuery(path) } : line;
    log.info({ ...shown, ms: now() - startedAt }, 'request');
  };
}

const withoutQuery = (path: string): string => path.split('?', 1)[0]!;
