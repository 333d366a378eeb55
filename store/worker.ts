import { parentPort, workerData } from 'node:worker_threads';
import { StoreError } from './errors.ts';
import { type Answer, type Call, type Counters, GroupCommit } from './group-commit.ts';
import { type Db, epochOf, openDatabase } from './sqlite.ts';

/** What the thread is started with. */
export interface WorkerSetup {
  folder: string;
  /** Waits so long for more writes before a commit; 0 takes what has come in meanwhile. */
  commitDelayMs: number;
  auditKey?: Uint8Array | undefined;
}

export type FromWorker =
  | { kind: 'ready'; epoch: string }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'answers'; answers: Answer[]; counters: Counters; ms: number };

export type ToWorker = { kind: 'calls'; calls: Call[] } | { kind: 'close' };

/** Bounds how long the first of a batch waits for the last. */
const maxBatch = 2_000;

const port = parentPort;
if (!port) throw new Error('store/worker.ts runs in a worker thread only');
const setup = workerData as WorkerSetup;
const say = (message: FromWorker) => port.postMessage(message);

const db = open();
if (db) serve(db);

function open(): Db | null {
  try {
    return openDatabase(setup.folder, setup.auditKey);
  } catch (error) {
    const { code, message } =
      error instanceof StoreError ? error : { code: 'cannot_open', message: String(error) };
    say({ kind: 'refused', code, message });
    port?.close();
    return null;
  }
}

function serve(db: Db): void {
  const group = new GroupCommit(db, setup.auditKey);
  let waiting: Call[] = [];
  let scheduled = false;

  const commit = () => {
    scheduled = false;
    const batch = waiting.slice(0, maxBatch);
    waiting = waiting.slice(maxBatch);
    if (waiting.length > 0) schedule();
    const begunAt = performance.now();
    const answers = group.run(batch);
    say({ kind: 'answers', answers, counters: group.counters, ms: performance.now() - begunAt });
  };
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    // After the port's own queue: what came in during the last commit goes into the next one together.
    if (setup.commitDelayMs > 0) setTimeout(commit, setup.commitDelayMs);
    else setImmediate(commit);
  };
  const close = () => {
    while (waiting.length > 0) commit();
    db.close();
    port?.close();
  };

  port?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') return close();
    waiting.push(...message.calls);
    schedule();
  });
  say({ kind: 'ready', epoch: epochOf(db) });
}
