import type { Barrier } from '../protocol.ts';

export interface BarrierStore {
  barriers(): Promise<Barrier[]>;
  /** Between two groups that exist, in the order of their names; one that stands already stays as it is. */
  raise(barrier: Barrier): Promise<void>;
  lift(groups: [string, string]): Promise<void>;
}
