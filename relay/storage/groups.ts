import type { Group, Member } from '../protocol.ts';
import type { Written } from './events.ts';

export interface StoredGroup extends Omit<Group, 'members' | 'mine'> {
  /** Encoded digest of the password by which people join. */
  password: string | null;
}

export interface Membership {
  group: string;
  user: string;
  role: Member['role'];
}

export interface Admission {
  group: string;
  user: string;
  /** `null`: takes them out. */
  role: Member['role'] | null;
  /** Who did it. */
  by: string;
  at: number;
  /** Tells the owners alone. */
  quiet: boolean;
  /** How many may belong to the group, and to how many one person may. */
  maxMembers: number;
  maxGroups: number;
}

export interface GroupStore {
  groups(): Promise<StoredGroup[]>;
  memberships(): Promise<Membership[]>;
  get(name: string): Promise<StoredGroup | null>;
  /**
   * Groups that nobody else owns who may log in, each with who has belonged to it longest of those who may; `null`: nobody.
   */
  ownedAlone(user: string): Promise<{ group: string; next: string | null }[]>;
  /** With its first owner. `taken`: there is one of that name; `full`: the owner has `maxOwned` already. */
  make(
    group: StoredGroup,
    owner: string,
    at: number,
    maxOwned: number,
  ): Promise<Written<StoredGroup> | { refused: 'taken' | 'full' }>;
  /** `null`: no such group. */
  change(name: string, changes: Partial<Omit<StoredGroup, 'name'>>): Promise<StoredGroup | null>;
  /** Tells every member. `null`: no such group. */
  remove(name: string, by: string, at: number): Promise<Written<null> | null>;
  /**
   * Gives somebody their role and tells them and the owners. `ownerless`: the last owner would go; `full`: the group or
   * the person's list is. `null`: no such group.
   */
  admit(admission: Admission): Promise<Written<null> | { refused: 'ownerless' | 'full' } | null>;
}
