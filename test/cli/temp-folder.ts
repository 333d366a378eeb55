import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new empty folder that is gone after the tests. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hallway-test-'));
  made.push(folder);
  return folder;
}

after(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});
