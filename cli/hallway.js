#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say what is wrong.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);

if (major < 26) {
  console.error(
    `hallway: needs Node 26 or newer, this is ${process.versions.node}: ` +
      'run "npm ci" once in the clone, then "npm start" or "npx hallway", which bring their own.',
  );
  process.exitCode = 1;
} else {
  // A clone holds TypeScript, which Node runs as it is; a release JavaScript.
  const source = new URL('./main.ts', import.meta.url);
  const { main } = await import(existsSync(source) ? source.href : './main.js');
  process.exitCode = await main(process.argv.slice(2));
}
