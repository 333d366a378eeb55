/** `detail` never holds message texts or secrets. */
export interface NewAuditEntry {
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail?: Record<string, unknown>;
}

export interface StoredAuditEntry extends Required<NewAuditEntry> {
  n: number;
  /** SHA-256 over the entry and the hash of the one before. */
  hash: string;
}

/** Which entries are wanted; those left out do not matter. Times are included at both ends. */
export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** Somebody who did it, or whom it was done to. */
  about?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
  before?: number | undefined;
  after?: number | undefined;
  /** The newest first if not said. */
  order?: 'newest' | 'oldest' | undefined;
}

/** An entry by number and hash; `n` 0 stands before the first. */
export interface AuditPoint {
  n: number;
  hash: string;
}

export interface StoredAuditHead extends AuditPoint {
  /** The last entry that retention has removed. */
  removed: AuditPoint;
  /** By the key with which the store was opened. */
  isSealed: boolean;
  /** Whether the last entry that stands there is the one that the head names. */
  isLast: boolean;
}

/**
 * What is wrong, and where: `missing`: there is no such entry; `changed`: it does not follow from the one before;
 * `noted`: the log itself says that it was found broken there.
 */
export interface ChainBreak {
  n: number;
  what: 'missing' | 'changed' | 'noted';
}

export interface AuditStore {
  /**
   * Append-only. Each entry is chained to the one before within this step; where the end is not as the head says, an
   * entry `audit_broken` says so first.
   */
  add(entry: NewAuditEntry): Promise<void>;
  list(limit: number, filter?: AuditFilter): Promise<StoredAuditEntry[]>;
  head(): Promise<StoredAuditHead>;
  /** The number of the entry with this hash. */
  find(hash: string): Promise<number | null>;
  /** Goes along the chain from an entry, over at most `limit` of them, up to the entry `to`. */
  check(from: AuditPoint, to: number, limit: number): Promise<AuditPoint | ChainBreak>;
  /**
   * Removes the oldest entries from before a time, at most `limit`, and keeps the hash of the last in the head. Gives back
   * how many; `entry` is added if there were any, with `upTo` and `hash` in its detail.
   */
  shorten(before: number, limit: number, entry: NewAuditEntry): Promise<number>;
}
