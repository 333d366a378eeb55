import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../store/index.ts';

export const silent = { error: () => {} };

/** Folders that vanish after each test, with the stores opened in them. */
export function folders() {
  const made: string[] = [];
  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(store => store.close()));
    await Promise.all(made.splice(0).map(folder => rm(folder, { recursive: true, force: true })));
  });
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'hallway-store-'));
    made.push(path);
    return path;
  };
  const open = async (where?: string) => {
    const store = await openStore({ folder: where ?? (await folder()), log: silent });
    opened.push(store);
    return store;
  };
  return { folder, open };
}
