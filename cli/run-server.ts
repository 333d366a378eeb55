import { CommandError } from './command.ts';
import type { Logger } from './log.ts';
import { writeReadyFile } from './ready-file.ts';
import type { Server } from './server.ts';

/** A drain must end within ten seconds; the rest is for closing the store. */
const graceMs = 8_000;

/** Waits for SIGTERM or SIGINT, then drains. A second signal ends at once. */
export async function runUntilSignal(server: Server, ready: string | null, log: Logger): Promise<void> {
  const removeReadyFile = ready === null ? () => {} : writeReadyFile(ready, server);
  const signalled = new Promise<NodeJS.Signals>(resolve => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const reason = await Promise.race([signalled, server.broken]);
  log.info({ reason: String(reason) }, 'draining');
  removeReadyFile();
  const hurry = () => process.exit(1);
  process.once('SIGTERM', hurry);
  process.once('SIGINT', hurry);
  await server.stop(graceMs);
  log.info('stopped');
  process.off('SIGTERM', hurry);
  process.off('SIGINT', hurry);
  if (reason instanceof Error) {
    throw new CommandError(
      `the store has failed: ${reason.message} The log says why; start again once it is mended.`,
    );
  }
}
