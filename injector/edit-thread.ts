import { Worker } from 'node:worker_threads';
import type { EditAnswer, EditJob } from './edit-worker.ts';

/** A page is given up after this time: some nestings cost a parser the square of their depth. */
const limitMs = 3_000;
/** More pages than this do not wait for their turn. */
const maxWaiting = 32;

/** What became of an attempt: an answer, or that it took too long. */
export type Attempt = EditAnswer | 'slow';

interface Waiting {
  job: EditJob;
  done(attempt: Attempt): void;
}

/**
 * Edits pages in a thread of its own, one after the other, so that parsing holds nobody else up and can be ended.
 * The thread starts with the first page, and keeps no process alive.
 */
export class EditThread {
  readonly #limitMs: number;
  readonly #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #current: Waiting | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(limit: number = limitMs) {
    this.#limitMs = limit;
  }

  /** Never rejects. */
  edit(job: EditJob): Promise<Attempt> {
    if (this.#waiting.length >= maxWaiting) return Promise.resolve('slow');
    return new Promise(done => {
      this.#waiting.push({ job, done });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== null) return;
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#worker?.unref();
      return;
    }
    this.#current = next;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#timer = setTimeout(() => this.#end('slow'), this.#limitMs);
    this.#worker.postMessage(next.job);
  }

  #start(): Worker {
    // It stands beside this file, as .ts here and as .js in a release.
    const own = import.meta.url.endsWith('.ts') ? './edit-worker.ts' : './edit-worker.js';
    const worker = new Worker(new URL(own, import.meta.url), {
      name: 'edit',
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on('message', (answer: EditAnswer) => this.#settle(answer));
    // Out of memory, most likely.
    worker.on('error', () => worker === this.#worker && this.#end('slow'));
    return worker;
  }

  #end(attempt: Attempt): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    this.#settle(attempt);
  }

  #settle(attempt: Attempt): void {
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = null;
    current?.done(attempt);
    this.#next();
  }
}
