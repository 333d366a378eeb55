import type { Transform } from 'node:stream';
import type { Zlib } from 'node:zlib';

/** Undoes a coding step by step. No call rejects: whoever calls looks at `failure`. */
export interface Decoder {
  readonly failure: Error | null;
  push(chunk: Buffer): Promise<Buffer[]>;
  /** The input is complete. */
  finish(): Promise<Buffer[]>;
  destroy(): void;
}

/**
 * Drives a zlib stream call by call: bytes in, and what comes of them out, once they are worked off. Node's
 * synchronous zlib calls cannot be continued with the next chunk, so this is the stream with its events tamed.
 */
export class Pump implements Decoder {
  /** Set when the stream refused its input; zlib gives nothing of the chunk in which that happened. */
  failure: Error | null = null;
  /** True once the format's own end was reached; later input is ignored. */
  ended = false;
  readonly #stream: Transform & Zlib;
  readonly #limit: (produced: number) => boolean;
  #out: Buffer[] = [];
  #produced = 0;
  #settle: (() => void) | null = null;

  /** `limit` is told the bytes produced so far and answers whether that is too much. */
  constructor(stream: Transform & Zlib, limit: (produced: number) => boolean = () => false) {
    this.#stream = stream;
    this.#limit = limit;
    stream.on('data', (piece: Buffer) => this.#collect(piece));
    stream.on('end', () => this.#done(() => (this.ended = true)));
    stream.on('error', (error: Error) => this.#done(() => (this.failure ??= error)));
    stream.on('close', () => this.#done(() => {}));
  }

  /** How many bytes of the input the format has taken. */
  get consumed(): number {
    return this.#stream.bytesWritten;
  }

  /** Never rejects: look at `failure`. */
  push(chunk: Buffer): Promise<Buffer[]> {
    if (this.failure !== null || this.ended || chunk.length === 0) return Promise.resolve(this.#take());
    return this.#run(settle => this.#stream.write(chunk, settle));
  }

  /** The input is complete. */
  finish(): Promise<Buffer[]> {
    if (this.failure !== null || this.ended) return Promise.resolve(this.#take());
    return this.#run(() => this.#stream.end());
  }

  destroy(): void {
    this.#stream.destroy();
  }

  #run(start: (settle: () => void) => void): Promise<Buffer[]> {
    return new Promise(resolve => {
      this.#settle = () => resolve(this.#take());
      start(() => this.#done(() => {}));
    });
  }

  #collect(piece: Buffer): void {
    this.#produced += piece.length;
    this.#out.push(piece);
    if (this.#limit(this.#produced)) this.#stream.destroy(new RangeError('expands beyond the limit'));
  }

  #done(note: () => void): void {
    note();
    const settle = this.#settle;
    this.#settle = null;
    settle?.();
  }

  #take(): Buffer[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }
}
