import type { Pool } from 'undici';
import { usesConnectionLogin } from './connection-login.ts';
import type { RawHeaders } from './rewriter.ts';

/** One person's use of one connection from a browser: what a log-in of a connection may be carried over to. */
export interface Lane {
  readonly user: string;
  readonly connection: { once(event: 'close', listener: () => void): unknown };
}

/** Upstream connections that are logged in (connection-login.ts), each kept for the one lane that logged it in. */
export interface BoundPools {
  /** The lane's own pool for that origin, from its first such log-in on; else `null`: any connection will do. */
  poolFor(lane: Lane | undefined, headers: RawHeaders, key: string, make: () => Pool): Pool | null;
  destroy(): Promise<void>;
}

export function createBoundPools(): BoundPools {
  const lanes = new WeakMap<Lane, Map<string, Pool>>();
  const open = new Set<Pool>();

  function begin(lane: Lane): Map<string, Pool> {
    const own = new Map<string, Pool>();
    lanes.set(lane, own);
    // Nobody else may come by what this browser connection has logged in.
    lane.connection.once('close', () => {
      for (const pool of own.values()) end(pool);
    });
    return own;
  }

  function end(pool: Pool): void {
    open.delete(pool);
    pool.destroy().catch(() => {});
  }

  return {
    poolFor(lane, headers, key, make) {
      if (!lane) return null;
      const own = lanes.get(lane);
      const known = own?.get(key);
      if (known) return known;
      if (!usesConnectionLogin(headers)) return null;
      const pool = make();
      open.add(pool);
      (own ?? begin(lane)).set(key, pool);
      return pool;
    },
    async destroy() {
      await Promise.all([...open].map(pool => pool.destroy()));
    },
  };
}
