import type { LogEvent } from '../protocol.ts';

/** A numbered entry of one person's log. */
export interface LoggedEvent {
  user: string;
  n: number;
  at: number;
  event: LogEvent;
}

/** What a write brought about. `repeated`: it had been done before, and nothing new was logged. */
export interface Written<T> {
  value: T;
  events: LoggedEvent[];
  repeated: boolean;
}

/** `before`: time; `keep`: how many of the newest of a log may stay; `limit`: entries in this step. */
export interface Pruning {
  before: number;
  keep: number;
  limit: number;
}

export interface EventStore {
  /** Number of the newest entry; 0 before the first. */
  last(user: string): Promise<number>;
  /** Entries with numbers above `after`, in order. Where the first is not the next number, what was between is pruned. */
  after(user: string, after: number, limit: number): Promise<LoggedEvent[]>;
  /**
   * Removes the first entries of logs, by person from `from` on, and gives back with whom to go on; `null`: all are done.
   * Numbers stay as they are.
   */
  prune(from: string, pruning: Pruning): Promise<string | null>;
}
