#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say what is wrong.
const [major] = process.versions.node.split('.').map(Number);

if (major < 26) {
  console.error(
    `hallway: needs Node 26 or newer, this is ${process.versions.node}: ` +
      'run "npm ci" once in the clone, then "npm start" or "npx hallway", which bring their own.',
  );
  process.exitCode = 1;
} else {
  // A release holds JavaScript beside this file, a clone TypeScript that Node runs as it is.
  const { main } = await import('./main.js').catch(error => {
    if (error.code === 'ERR_MODULE_NOT_FOUND' && String(error.url ?? error.message).includes('cli/main.js')) {
      return import('./main.ts');
    }
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2));
}
