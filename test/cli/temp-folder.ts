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

// Not a hook: a process that runs one file after the other would have it for the first alone.
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
