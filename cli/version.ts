import { readFileSync } from 'node:fs';

const packageFile = [
  new URL('../package.json', import.meta.url),
  new URL('../../package.json', import.meta.url),
];

/** The version that package.json states; a release stands one folder deeper than a clone. */
export const version: string = readVersion();

function readVersion(): string {
  for (const url of packageFile) {
    try {
      return (JSON.parse(readFileSync(url, 'utf8')) as { version: string }).version;
    } catch {
      // The other place has it.
    }
  }
  return 'unknown';
}
