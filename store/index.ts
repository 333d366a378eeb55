/**
 * The store keeps what must last: people, invitations, conversations, event logs, announcements, the audit log.
 *
 * In flow calls of the relay's contract (`relay/storage.ts`); out flow values, each once its write is durable.
 * SQLite runs in a thread of its own, so that no fsync ever holds up the thread that moves pages; writes that
 * wait together are committed together. Every method is one atomic step and names its own conditions.
 *
 * The store never decides anything, reads no clock, and writes no message text into a log.
 */
import { join } from 'node:path';
import type { Storage } from '../relay/storage.ts';
import { Contents } from './contents.ts';
import type { Counters } from './group-commit.ts';
import { openRemote } from './remote.ts';
import { WorkerClient } from './rpc.ts';
import { databaseFile } from './sqlite.ts';

export { StoreError, type StoreErrorCode, storeErrors } from './errors.ts';

/** Name of the folder of uploaded files within the data folder. */
const contentsFolder = 'files';

export interface StoreOptions {
  /** The data folder; made if need be, and readable by its owner alone. */
  folder: string;
  log: { error(fields: object, message: string): void };
  /** Waits so long for more writes before each commit. 0 (usual) takes what came in during the last commit. */
  commitDelayMs?: number;
  /** Seals the end of the audit log, so that whoever has the database alone cannot cut it off unseen. */
  auditKey?: Uint8Array;
  /** The thread of the store has ended by itself: nothing can be read or written any more. */
  crashed?(error: Error): void;
  /** A batch with something to write is durable, so long after it was begun; called often. */
  committed?(ms: number): void;
}

export interface Store extends Storage {
  /** Address of the database file. */
  readonly file: string;
  /** How many commits (with an fsync each) and operations there were since the start, and how many calls wait now. */
  counters(): Counters & { waiting: number };
}

/** Opens the store in a folder. Rejects with a `StoreError`: `cannot_open` or `newer_schema`. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder, commitDelayMs = 0, auditKey } = options;
  const setup = { folder, commitDelayMs, auditKey };
  const client = await WorkerClient.start(setup, {
    onCrash(error) {
      options.log.error({ err: error }, 'the thread of the store has ended');
      options.crashed?.(error);
    },
    onCommit: ms => options.committed?.(ms),
  });
  return {
    ...openRemote(client),
    contents: new Contents(join(folder, contentsFolder)),
    file: join(folder, databaseFile),
    counters: () => ({ ...client.counters, waiting: client.waiting }),
  };
}
