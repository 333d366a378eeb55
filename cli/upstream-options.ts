import { readFileSync } from 'node:fs';
import type { UpstreamOptions } from '../proxy/index.ts';
import type { Settings } from './settings-table.ts';

/** How origins are reached, as the settings say; reads the files of extra roots. */
export function upstreamOptions({ upstream }: Settings): UpstreamOptions {
  const { hosts, ca, proxy, allow, ports } = upstream;
  return { hosts, ca: ca.map(file => readFileSync(file, 'utf8')), proxy, allow, connectPorts: ports };
}
