import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 to weigh what lies outside of its heap together with the heap, not by a limit of its own. Bodies that pass
 * lie there: by that limit the collector goes through the whole heap for each 64 MB of them, which costs more than passing
 * them (decision 1).
 */
export function tuneCollector(): void {
  setFlagsFromString(weighTogether);
}

/** Of V8 (`node --v8-options`), which has it off. */
export const weighTogether = '--external-memory-accounted-in-global-limit';
