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

export interface EventStore {
  /** Number of the newest entry; 0 before the first. */
  last(user: string): Promise<number>;
  /** Entries with numbers above `after`, in order. */
  after(user: string, after: number, limit: number): Promise<LoggedEvent[]>;
}
