import { destination, type Logger, pino } from 'pino';
import { logError } from './log-error.ts';
import type { Settings } from './settings-table.ts';

export type { Logger };

/** Lines are written together: one system call for each would be a tenth of what a small request costs. */
const bufferBytes = 8 * 1024;
const flushMs = 200;

let output: ReturnType<typeof destination> | undefined;

/** One JSON line an event, on standard error, so that what commands print stays clean. */
export function createLog(level: Settings['log']['level']): Logger {
  output ??= openOutput();
  const serializers = { err: (error: unknown) => logError(error) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers }, output);
}

function openOutput(): ReturnType<typeof destination> {
  const stream = destination({ fd: 2, sync: false, minLength: bufferBytes });
  setInterval(() => stream.flush(), flushMs).unref();
  process.once('exit', () => {
    // Opened a moment ago, it cannot be flushed yet, and holds nothing.
    try {
      stream.flushSync();
    } catch {}
  });
  return stream;
}
