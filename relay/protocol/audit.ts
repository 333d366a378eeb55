/** One entry of the audit log. `detail` never holds message texts or secrets. */
export interface AuditEntry {
  n: number;
  at: number;
  /** Who did it: a name, `operator` for who runs the machine, or `hallway` itself. */
  actor: string;
  action: string;
  /** Whom or what it was done to. */
  subject: string;
  detail: Record<string, unknown>;
  /** SHA-256 over the entry and the hash of the one before. */
  hash: string;
}

export interface AuditQuery {
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
  /** Entries with a smaller number. */
  before?: number | undefined;
  limit: number;
}

export interface AuditPage {
  entries: AuditEntry[];
  more: boolean;
}

/**
 * `missing`: there is no such entry; `changed`: it does not follow from the one before; `noted`: the log itself says that
 * its end was found broken there; `added`: entries stand behind the end; `seal`: the end was not sealed with this data
 * folder's secret; `checkpoint`: the entry of the checkpoint is not in the chain; `removed`: it went by retention.
 */
export interface AuditBreak {
  n: number;
  what: 'missing' | 'changed' | 'noted' | 'added' | 'seal' | 'checkpoint' | 'removed';
}

export interface AuditReport {
  intact: boolean;
  /** The last entry: a checkpoint, if it is kept elsewhere. */
  head: { n: number; hash: string };
  /** The last entry that retention has removed; `n` 0: none. */
  removed: { n: number; hash: string };
  /** The first place where the log does not hold together. */
  broken: AuditBreak | null;
}
