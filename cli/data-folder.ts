import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CommandError } from './command.ts';

/** Where everything that must last is kept. */
export interface DataFolder {
  path: string;
  /** Holds the CA's certificate and key. */
  ca: string;
  /** Holds the database. */
  store: string;
  /** 32 random bytes from which the portal derives its keys. */
  secret: Buffer;
  /** Seals the end of the audit log; derived from the secret. */
  auditKey: Uint8Array;
}

/** Makes the folder, readable by its owner alone, and the secret at first use. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
    makeSecret(join(path, 'secret'));
  } catch (cause) {
    throw new CommandError(
      `the data folder ${path} cannot be used (${(cause as NodeJS.ErrnoException).code ?? 'error'}): give this user the right to write there, or set "data" to another folder.`,
      { cause },
    );
  }
  const secret = readSecret(join(path, 'secret'));
  const auditKey = new Uint8Array(hkdfSync('sha256', secret, Buffer.alloc(0), 'hallway audit v1', 32));
  return { path, ca: join(path, 'ca'), store: join(path, 'store'), secret, auditKey };
}

function makeSecret(file: string): void {
  try {
    // "wx" makes it only once, also when two start at the same time.
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function readSecret(file: string): Buffer {
  const secret = readFileSync(file);
  if (secret.length === 32) return secret;
  throw new CommandError(
    `${file} is damaged: put back a copy of it, or remove it (everybody then logs in again).`,
  );
}

/**
 * Holds the folder for one running server. The system gives a database's lock back even after SIGKILL, which a file
 * with a process number would not.
 */
export function lockDataFolder(folder: DataFolder): () => void {
  const lock = new Database(join(folder.path, 'lock'));
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new CommandError(
      `another hallway already runs on the data folder ${folder.path}: stop it first, or set "data" to another folder.`,
      { cause },
    );
  }
  return () => lock.close();
}
