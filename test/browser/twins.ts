import { join } from 'node:path';
import { createLog } from '../../cli/log.ts';
import { type Server, startServer } from '../../cli/server.ts';
import { formatAddress } from '../../cli/setting-types.ts';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import type { OriginHandler } from '../../fixtures/origin.ts';
import { startWholeWeb, type WholeWeb } from '../../fixtures/whole-web.ts';
import { tempFolder } from '../cli/temp-folder.ts';
import { testSettings } from '../cli/test-settings.ts';

/** The two sides of a comparison: pages passed through as they are, and pages with the loader. */
export type Side = 'without' | 'with';
export const sides: readonly Side[] = ['without', 'with'];

/** Two installations with the same web behind each: whatever differs in a browser is Hallway's doing. */
export interface Twins {
  /** `host:port` of each side's proxy. */
  proxies: Record<Side, string>;
  user: string;
  password: string;
  /** PEM texts that a browser must trust. */
  roots: string[];
  close(): Promise<void>;
}

/** Starts both; `handlerFor` gives the web of a side. */
export async function openTwins(handlerFor: (side: Side) => OriginHandler): Promise<Twins> {
  const authority = await createTestAuthority();
  const user = 'alice';
  const password = 'alice has a long password';
  const webs: WholeWeb[] = [];
  const servers: Server[] = [];
  for (const side of sides) {
    const web = await startWholeWeb({ handler: handlerFor(side), authority });
    webs.push(web);
    const settings = testSettings(join(tempFolder(), 'data'), {
      HALLWAY_INJECT_PAGES: side === 'with' ? 'always' : 'never',
      HALLWAY_UPSTREAM_PROXY: web.proxy,
    });
    const server = await startServer(settings, createLog('silent'), { upstreamCa: [authority.root] });
    servers.push(server);
    await server.relay.accounts.create({ name: user, display: 'Alice', password });
  }
  return {
    proxies: { without: formatAddress(servers[0]!.proxy), with: formatAddress(servers[1]!.proxy) },
    user,
    password,
    roots: servers.map(server => server.caPem),
    async close() {
      await Promise.all(servers.map(server => server.stop(0)));
      await Promise.all(webs.map(web => web.close()));
    },
  };
}
