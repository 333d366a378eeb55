import type { Found } from '../protocol.ts';

export interface SearchQuery {
  user: string;
  /** Words as they are written; each may be the beginning of a longer one. */
  words: string[];
  conversation?: string;
  /** Only such as were written before the one of this number. */
  before?: number;
  limit: number;
}

export interface SearchStore {
  /** Messages of the conversations that `user` is invited to or has joined, newest first. */
  search(query: SearchQuery): Promise<{ found: Found[]; next: number | null }>;
}
