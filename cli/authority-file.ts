import { join } from 'node:path';
import type { Settings } from './settings-table.ts';

/** The certificate that browsers must trust under these settings. */
export function authorityFile(settings: Settings): string {
  return join(settings.data, 'ca', settings.tls.intercept === 'never' ? 'ca-portal.pem' : 'ca.pem');
}
