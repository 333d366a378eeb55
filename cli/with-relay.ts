import { createRelay, type Relay, type RelayOptions } from '../relay/index.ts';
import { openStore } from '../store/index.ts';
import { openDataFolder } from './data-folder.ts';
import { createLog } from './log.ts';
import type { Settings } from './settings-table.ts';

/** Lends a relay on the data folder to a short command; a running server beside it sees what was written. */
export async function withRelay<T>(
  settings: Settings,
  use: (relay: Relay) => Promise<T>,
  options: Pick<RelayOptions, 'passwordCost'> = {},
): Promise<T> {
  const folder = openDataFolder(settings.data);
  const log = createLog('warn');
  const storage = await openStore({ folder: folder.store, auditKey: folder.auditKey, log });
  try {
    const relay = await createRelay({ storage, log, ...options });
    try {
      return await use(relay);
    } finally {
      await relay.close();
    }
  } finally {
    await storage.close();
  }
}
