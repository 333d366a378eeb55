import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestAuthority } from '../../fixtures/certificates.ts';
import { type HallwayProcess, startHallway } from '../../fixtures/hallway-process.ts';
import { type Origin, type OriginHandler, startOrigin } from '../../fixtures/origin.ts';
import { h2Road, plainRoad, type Road, secureRoad } from './roads.ts';

/** A site behind the real server process, by http and https, and the roads that lead to it. */
export interface Site {
  server: HallwayProcess;
  routes: Record<string, OriginHandler>;
  roads: Road[];
  stop(): Promise<void>;
}

const host = 'site.test';
const user = 'bob';
const password = 'a password for streams';

export async function startSite(): Promise<Site> {
  const routes: Record<string, OriginHandler> = {};
  const authority = await createTestAuthority();
  const origins: Origin[] = [
    await startOrigin({ routes }),
    await startOrigin({ routes, tls: 'h1', authority }),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'hallway-streams-'));
  const root = join(folder, 'root.pem');
  writeFileSync(root, authority.root);
  const server = await startHallway({
    variables: {
      HALLWAY_UPSTREAM_HOSTS: JSON.stringify({
        [`${host}:80`]: origins[0]!.address,
        [`${host}:443`]: origins[1]!.address,
      }),
      HALLWAY_UPSTREAM_CA: JSON.stringify([root]),
    },
  });
  await server.addUser(user, password);
  const place = { proxy: server.proxy, ca: await server.caPem(), host, user, password };
  const roads = [plainRoad(place), secureRoad(place), await h2Road(place)];
  return {
    server,
    routes,
    roads,
    async stop() {
      for (const road of roads) road.close();
      server.stop();
      await Promise.all(origins.map(origin => origin.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** The headers with which a browser asks for a page, by http and https alike. */
export const navigation = {
  accept: 'text/html,application/xhtml+xml',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'upgrade-insecure-requests': '1',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};
