import { Worker } from 'node:worker_threads';
import { StoreError, type StoreErrorCode } from './errors.ts';
import type { Answer, Call, Counters } from './group-commit.ts';
import type { Operations } from './operations.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: StoreError): void;
}

export interface ClientEvents {
  /** The thread has ended by itself. */
  onCrash(error: StoreError): void;
  /** A batch with something to write is durable, so long after it was begun. */
  onCommit(ms: number): void;
}

/** The main thread's end: calls go out in batches, and each promise is fulfilled after its commit. */
export class WorkerClient {
  readonly epoch: string;
  counters: Counters = { commits: 0, operations: 0 };
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #outbox: Call[] = [];
  #lastId = 0;
  #closed: StoreError | null = null;

  private constructor(worker: Worker, epoch: string, { onCrash, onCommit }: ClientEvents) {
    this.#worker = worker;
    this.epoch = epoch;
    worker.on('message', (message: FromWorker) => {
      if (message.kind !== 'answers') return;
      if (message.counters.commits > this.counters.commits) onCommit(message.ms);
      this.counters = message.counters;
      for (const answer of message.answers) this.#settle(answer);
    });
    let cause: unknown;
    worker.on('error', error => {
      cause = error;
    });
    this.#ended = new Promise(resolve => {
      worker.on('exit', () => {
        if (!this.#closed) {
          this.#closed = new StoreError('closed', 'The thread of the store ended unexpectedly.', { cause });
          onCrash(this.#closed);
        }
        for (const { reject } of this.#waiting.values()) reject(this.#closed);
        this.#waiting.clear();
        resolve();
      });
    });
  }

  /** Starts the thread and waits until the database is open. */
  static async start(setup: WorkerSetup, on: ClientEvents): Promise<WorkerClient> {
    // The worker stands beside this file, as .ts here and as .js in a release.
    const own = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
    const worker = new Worker(new URL(own, import.meta.url), { workerData: setup, name: 'store' });
    const first = await new Promise<FromWorker>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', cause =>
        reject(new StoreError('cannot_open', `The store did not start: ${cause}`, { cause })),
      );
    });
    if (first.kind === 'ready') return new WorkerClient(worker, first.epoch, on);
    await worker.terminate();
    if (first.kind !== 'refused') throw new StoreError('cannot_open', 'The store did not start.');
    throw new StoreError(first.code as StoreErrorCode, first.message);
  }

  /** Calls without an answer yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  call(contract: keyof Operations, operation: string, args: unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = ++this.#lastId;
    if (this.#outbox.length === 0) queueMicrotask(() => this.#flush());
    this.#outbox.push({ id, contract, operation, args });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Lets everything that was asked be answered, then ends the thread. */
  async close(): Promise<void> {
    this.#flush();
    if (!this.#closed) {
      this.#closed = new StoreError('closed', 'The store is closed.');
      this.#post({ kind: 'close' });
    }
    await this.#ended;
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    const calls = this.#outbox;
    this.#outbox = [];
    this.#post({ kind: 'calls', calls });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(new StoreError('failed', `The store could not do it: ${answer.error}`));
  }
}
