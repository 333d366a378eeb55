import { destination, type Logger, pino } from 'pino';
import type { Settings } from './settings-table.ts';

export type { Logger };

/** One JSON line an event, on standard error, so that what commands print stays clean. */
export function createLog(level: Settings['log']['level']): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: false, minLength: 0 }),
  );
}
