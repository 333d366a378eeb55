import type { Socket } from 'node:net';
import { type Dispatcher, Pool } from 'undici';
import { createBoundPools } from './bound-pools.ts';
import type { Connected, Connector } from './connector.ts';
import { formatHostPort } from './host-port.ts';
import type { ParentProxy } from './parent-proxy.ts';
import type { ParkedSockets } from './parked-sockets.ts';
import type { RequestBody } from './request-body.ts';
import type { ForwardHead } from './request-head.ts';
import type { RawHeaders } from './rewriter.ts';
import type { Targets } from './target.ts';

/** Sends requests to origins over pooled connections. */
export interface Upstream {
  dispatch(
    head: ForwardHead,
    headers: RawHeaders,
    body: RequestBody | null,
    handler: Dispatcher.DispatchHandler,
  ): void;
  destroy(): Promise<void>;
}

export interface UpstreamSettings {
  connector: Connector;
  targets: Targets;
  parent: ParentProxy | null;
  parked: ParkedSockets;
  headersTimeoutMs: number;
  /** Origins whose pools are kept; the one not used for longest is closed first. */
  maxOrigins: number;
}

export function createUpstream(settings: UpstreamSettings): Upstream {
  const { connector, targets, parent, parked, maxOrigins } = settings;
  const pools = new Map<string, Pool>();
  const options = {
    // HTTP.md 15: undici drops 103 and trailers on HTTP/2, see docs/decisions.
    allowH2: false,
    bodyTimeout: 0,
    headersTimeout: settings.headersTimeoutMs,
    maxHeaderSize: 128 * 1024,
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 120_000,
    // Enough for many event streams of many people, and an end to a runaway.
    connections: 1024,
  };
  const bound = createBoundPools();
  // One, so that the steps of a log-in meet in it; kept longer, since a new one costs a log-in.
  const boundOptions = { ...options, connections: 1, keepAliveTimeout: options.keepAliveMaxTimeout };

  function connect(
    place: { hostname: string; port: string; protocol: string },
    done: (...args: never[]) => void,
  ): void {
    const finish = done as unknown as Connected;
    const host = place.hostname.replace(/^\[|\]$/g, '');
    if (place.protocol !== 'https:') {
      connector.openTcp(host, Number(place.port) || 80, finish);
      return;
    }
    const port = Number(place.port) || 443;
    const waiting: Socket | null = parked.take(host, port);
    // undici goes on only when the answer comes later than the question.
    if (waiting) process.nextTick(finish, null, waiting);
    else connector.openTls(host, port, finish);
  }

  function poolFor(key: string, make: () => Pool): Pool {
    const known = pools.get(key);
    // Set anew, so that the map's order is that of use.
    if (known) pools.delete(key);
    const pool = known ?? make();
    pools.set(key, pool);
    if (pools.size > maxOrigins) evict();
    return pool;
  }

  /** Whatever a connection may have been logged in for stays with whom it was logged in by. */
  function poolOf(head: ForwardHead, headers: RawHeaders, place: Place): Dispatcher {
    const { key, origin, connect } = place;
    const make = (chosen: object) => new Pool(origin, { ...chosen, connect: connect as never });
    const own = bound.poolFor(head.lane, headers, key, () => make(boundOptions));
    return own ?? poolFor(key, () => make(options));
  }

  function evict(): void {
    const [oldest, pool] = pools.entries().next().value!;
    pools.delete(oldest);
    pool.close().catch(() => {});
  }

  /** RFC 9112 3.2.2: a plain request goes to a parent in absolute form. */
  function viaParent(head: ForwardHead): ParentProxy | null {
    if (!parent || head.secure) return null;
    return targets.resolve(head.host, head.port).isMapped ? null : parent;
  }

  function dispatchToParent(
    through: ParentProxy,
    authority: string,
    head: ForwardHead,
    headers: RawHeaders,
    body: RequestBody | null,
    handler: Dispatcher.DispatchHandler,
  ): void {
    const login = through.authorization ? ['Proxy-Authorization', through.authorization] : [];
    const parentOrigin = `http://${formatHostPort(through.host, through.port)}`;
    const open = (_place: unknown, done: unknown) => connector.openParent(done as Connected);
    const pool = poolOf(head, headers, { key: 'parent', origin: parentOrigin, connect: open });
    const path = `http://${authority}${head.path}`;
    const method = head.method as Dispatcher.HttpMethod;
    pool.dispatch({ method, path, headers: [...headers, ...login], body }, handler);
  }

  return {
    dispatch(head, headers, body, handler) {
      const authority = formatHostPort(head.host, head.port, head.secure ? 443 : 80);
      const through = viaParent(head);
      if (through) {
        dispatchToParent(through, authority, head, headers, body, handler);
        return;
      }
      const origin = head.secure ? `https://${authority}` : `http://${authority}`;
      const pool = poolOf(head, headers, { key: origin, origin, connect });
      const method = head.method as Dispatcher.HttpMethod;
      pool.dispatch({ method, path: head.path, headers, body }, handler);
    },
    async destroy() {
      await Promise.all([bound.destroy(), ...[...pools.values()].map(pool => pool.destroy())]);
    },
  };
}

interface Place {
  key: string;
  origin: string;
  connect: unknown;
}
