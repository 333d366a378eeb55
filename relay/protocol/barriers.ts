/** Two groups whose members can neither find, see, invite nor write to each other. In the order of their names. */
export interface Barrier {
  groups: [string, string];
  by: string;
  at: number;
}
