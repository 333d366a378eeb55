import type { Preferences } from '../protocol.ts';

export interface PreferenceStore {
  /** Of everybody who has saved any. */
  all(): Promise<{ user: string; preferences: Preferences }[]>;
  save(user: string, preferences: Preferences): Promise<void>;
}
