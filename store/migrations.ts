import type { Database } from 'better-sqlite3';
import { StoreError } from './errors.ts';
import mainJob from './schema/001-main-job.ts';
import paused from './schema/002-paused.ts';
import groups from './schema/010-groups.ts';
import contacts from './schema/011-contacts.ts';
import withheld from './schema/012-withheld.ts';
import preferences from './schema/020-preferences.ts';
import logIns from './schema/021-log-ins.ts';
import admission from './schema/022-admission.ts';
import pictures from './schema/023-pictures.ts';
import messageChanges from './schema/030-message-changes.ts';
import muted from './schema/031-muted.ts';
import search from './schema/032-search.ts';
import files from './schema/033-files.ts';
import previews from './schema/034-previews.ts';
import left from './schema/040-left.ts';
import addresses from './schema/041-addresses.ts';
import news from './schema/045-news.ts';
import duties from './schema/050-duties.ts';
import announcements from './schema/051-announcements.ts';
import templateFiles from './schema/052-template-files.ts';
import help from './schema/055-help.ts';
import house from './schema/060-house.ts';
import auditChain from './schema/065-audit-chain.ts';
import holds from './schema/066-holds.ts';
import deletions from './schema/067-deletions.ts';
import tokenScopes from './schema/070-token-scopes.ts';
import webhooks from './schema/071-webhooks.ts';

/** SQL, or code where SQL cannot do it. `auditKey` seals the audit log. */
export type Step = string | ((db: Database, auditKey: Uint8Array) => void);

/**
 * The schema as numbered steps, one file each in `schema/`: the first is 1, and `PRAGMA user_version` holds the number
 * of the last one done.
 * A step that was released is never edited; a change is a new step.
 */
export const migrations: readonly Step[] = [
  mainJob,
  paused,
  preferences,
  messageChanges,
  logIns,
  left,
  groups,
  contacts,
  muted,
  search,
  admission,
  addresses,
  withheld,
  files,
  pictures,
  previews,
  duties,
  news,
  house,
  tokenScopes,
  webhooks,
  help,
  announcements,
  auditChain,
  holds,
  deletions,
  templateFiles,
];

/** Brings the schema up to date in one transaction; refuses one that is newer than this release knows. */
export function migrate(
  db: Database,
  steps: readonly Step[] = migrations,
  auditKey: Uint8Array = new Uint8Array(),
): void {
  const version = () => db.pragma('user_version', { simple: true }) as number;
  if (version() === steps.length) return;
  // IMMEDIATE: of two processes that start at once, the second finds the work done.
  db.transaction(() => {
    const from = version();
    if (from > steps.length) throw newerSchema(from, steps.length);
    for (const step of steps.slice(from)) {
      if (typeof step === 'string') db.exec(step);
      else step(db, auditKey);
    }
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}

const newerSchema = (found: number, known: number) =>
  new StoreError(
    'newer_schema',
    `The database has schema ${found}, but this release knows only up to ${known}: ` +
      'start the newer release of Hallway that wrote it, or restore a backup from before.',
  );
