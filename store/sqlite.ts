import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StoreError } from './errors.ts';
import { migrate } from './migrations.ts';

export type Db = Sqlite.Database;

/** Name of the database file within the data folder. */
export const databaseFile = 'hallway.db';

/** How long a write waits for another process (a command line beside a running server). */
const busyTimeoutMs = 5_000;

/** Opens or makes the database in `folder`, readable by its owner alone, and brings its schema up to date. */
export function openDatabase(folder: string, auditKey?: Uint8Array): Db {
  let db: Db | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, databaseFile);
    // Made here with its mode: SQLite gives the mode of the main file to -wal and -shm.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    chmodSync(folder, 0o700);
    db = new Sqlite(file, { timeout: busyTimeoutMs });
    db.pragma('journal_mode = WAL');
    // In WAL mode only FULL makes a commit survive a power failure.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -16384');
    migrate(db, undefined, auditKey);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError('cannot_open', `The database in ${folder} could not be opened: ${reason(error)}`, {
      cause: error,
    });
  }
}

/** The name of this set of event logs; made with the database. Lower-case letters and digits. */
export function epochOf(db: Db): string {
  const made = BigInt(`0x${randomBytes(10).toString('hex')}`).toString(36);
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)").run(made);
  return db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get() as string;
}

/** Tells a change by another connection from our own (which leave it as it is). */
export const dataVersion = (db: Db): number => db.pragma('data_version', { simple: true }) as number;

export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
