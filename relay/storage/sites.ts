import type { PagesState } from '../protocol.ts';

export interface SiteStore {
  /** Everybody's paused hosts, each in order; people without any are left out. */
  paused(): Promise<{ user: string; hosts: string[] }[]>;
  /** The person's hosts with this one. `full`: they have `max` others already, and nothing was written. */
  pause(user: string, host: string, at: number, max: number): Promise<string[] | { refused: 'full' }>;
  /** The person's hosts without this one. */
  resume(user: string, host: string): Promise<string[]>;
  /** `null`: never switched. */
  pages(): Promise<PagesState | null>;
  savePages(state: PagesState): Promise<void>;
}
