import type { Written } from './events.ts';

export interface NewsStore {
  /** Puts away what entry `n` of the person's log told, and tells their other pages. `null`: it was away already. */
  heard(user: string, n: number, at: number): Promise<Written<null> | null>;
}
