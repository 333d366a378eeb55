import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connector } from './connector.ts';
import { toProxyError } from './error-cause.ts';
import type { ProxyError } from './errors.ts';
import type { AccessLog, ProxyStats } from './exchange.ts';
import type { Meter } from './meter.ts';
import type { QuietTunnels } from './quiet-tunnels.ts';
import { Tunnel } from './tunnel.ts';

/** A CONNECT of somebody known. */
export interface ConnectRequest {
  id: string;
  user: string;
  address: string;
  host: string;
  port: number;
  startedAt: number;
  /** Why it is not opened, where it is not. */
  why?: string;
}

/** Opens blind tunnels and keeps count of them. */
export interface Tunnels {
  /** Connects first; `connected` then answers the browser, before any byte is carried. */
  open(request: ConnectRequest, browser: Duplex, head: Buffer, on: TunnelEvents): void;
  /** Ends those that fit at once. */
  cut(fits: (request: ConnectRequest) => boolean): void;
  destroy(): void;
  /** Both ways since the start, in those that are open too. */
  readonly bytes: number;
}

export interface TunnelEvents {
  connected(): void;
  failed(error: ProxyError): void;
  /** It can never be intercepted. */
  isForGood?: boolean;
}

export interface TunnelsSettings {
  connector: Connector;
  /** Whether the next connection like this one would be intercepted: ending this one early gains something. */
  mayEnd(request: ConnectRequest): boolean;
  quiet: QuietTunnels;
  stats: ProxyStats;
  meter: Meter;
  accessLog: AccessLog;
  now(): number;
}

export function createTunnels(settings: TunnelsSettings): Tunnels {
  const { connector, mayEnd, quiet, stats, meter, accessLog, now } = settings;
  const open = new Map<Tunnel, ConnectRequest>();
  const owner = { closed };
  /** In those that are closed. */
  let carried = 0;

  function start(
    request: ConnectRequest,
    browser: Duplex,
    server: Socket,
    head: Buffer,
    isWatched: boolean,
  ): void {
    const tunnel = new Tunnel(browser, server, owner, now, isWatched);
    open.set(tunnel, request);
    stats.tunnels++;
    stats.openTunnels++;
    meter.tunnelOpened(now() - request.startedAt);
    if (isWatched) quiet.add(request.user, tunnel, () => mayEnd(request));
    tunnel.start(head);
    // What decides may have changed while the server was connected to.
    if (isWatched && mayEnd(request)) quiet.recheck(request.user);
  }

  function closed(tunnel: Tunnel): void {
    const request = open.get(tunnel);
    if (!request) return;
    open.delete(tunnel);
    stats.openTunnels--;
    carried += tunnel.bytes;
    quiet.remove(request.user, tunnel);
    const { id, user, host, startedAt, why } = request;
    accessLog({
      id,
      user,
      method: 'CONNECT',
      host,
      kind: 'tunnel',
      status: 200,
      bytes: tunnel.bytes,
      startedAt,
      done: 'tunnel',
      why,
    });
  }

  return {
    open(request, browser, head, on) {
      let isGone = false;
      const leave = () => {
        isGone = true;
      };
      browser.once('close', leave);
      connector.openTcp(request.host, request.port, (error, server) => {
        browser.off('close', leave);
        if (error || !server) on.failed(toProxyError(error));
        else if (isGone) server.destroy();
        else {
          on.connected();
          start(request, browser, server, head, !on.isForGood);
        }
      });
    },
    cut(fits) {
      for (const [tunnel, request] of [...open]) if (fits(request)) tunnel.destroy();
    },
    destroy() {
      for (const tunnel of [...open.keys()]) tunnel.destroy();
    },
    get bytes() {
      let bytes = carried;
      for (const tunnel of open.keys()) bytes += tunnel.bytes;
      return bytes;
    },
  };
}
