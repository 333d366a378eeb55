import { rmSync, writeFileSync } from 'node:fs';
import type { Server } from './server.ts';
import { formatAddress } from './setting-types.ts';

/** Tells scripts where the server listens; gives what removes the file when the server is gone. */
export function writeReadyFile(file: string, server: Pick<Server, 'proxy' | 'portal'>): () => void {
  const content = {
    proxy: formatAddress(server.proxy),
    portal: formatAddress(server.portal),
    pid: process.pid,
  };
  writeFileSync(file, `${JSON.stringify(content)}\n`);
  return () => rmSync(file, { force: true });
}
