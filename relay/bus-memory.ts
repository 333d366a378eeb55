import type { Bus, BusMessage } from './bus.ts';
import type { Log } from './log.ts';

/** The bus of a single process: delivers at once. */
export class MemoryBus implements Bus {
  readonly #listeners = new Set<(message: BusMessage) => void>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  publish(message: BusMessage): void {
    for (const listener of this.#listeners) {
      try {
        listener(message);
      } catch (error) {
        // One listener that fails must not keep the message from the others.
        this.#log.error({ err: error, kind: message.kind }, 'a listener of the bus failed');
      }
    }
  }

  subscribe(listener: (message: BusMessage) => void): () => void {
    const own = (message: BusMessage) => listener(message);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
