import { join } from 'node:path';
import type { Settings } from './settings-table.ts';

/** The certificate that browsers must trust under these settings. */
export function authorityFile(settings: Settings): string {
  // One that may sign for a single host is of no use when the magic origin gets another name.
  const name = settings.tls.intercept === 'never' ? `ca-${settings.portal.host}.pem` : 'ca.pem';
  return join(settings.data, 'ca', name);
}
