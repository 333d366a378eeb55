import type { Written } from './events.ts';

export interface DeletionStore {
  /**
   * One atomic step: nobody can log in as them any more, and how they were reached is gone. `heir` stands in their place
   * wherever a place has to stay. `last`: no administrator would be left who may log in; `held`: something of theirs is
   * under a legal hold. Repeated: it has begun already.
   */
  begin(deletion: {
    name: string;
    heir: string;
    at: number;
  }): Promise<{ heir: string } | { refused: 'unknown' | 'last' | 'held' }>;
  /** Begun, and not at an end. */
  pending(): Promise<string[]>;
  /** Does a bounded part of the rest, and tells whoever talked to them. `true`: nothing is left. */
  step(name: string, at: number, limit: number): Promise<Written<boolean>>;
}
