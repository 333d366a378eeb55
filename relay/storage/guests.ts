import type { Invitation } from '../protocol.ts';
import type { NewInvitation } from './conversations.ts';
import type { Written } from './events.ts';

/** Somebody without an account, who is in one conversation and nowhere else. */
export interface StoredGuest {
  /** Begins with `~`, as no account's name does. */
  name: string;
  display: string;
  /** Whose address they came by: a person, or a group as `@NAME`. */
  owner: string;
  conversation: string;
  contact: string | null;
  /** From where they came. */
  address: string;
  at: number;
  expiresAt: number;
  /** They have left, or were sent away. */
  endedAt: number | null;
}

export interface NewGuest extends Omit<StoredGuest, 'endedAt'> {
  /** Of the token that they come back with. */
  digest: string;
}

export interface GuestStore {
  /**
   * Makes the guest, their invitation and its conversation in one step; repeated by `digest`. `full`: so many of this
   * address are in force already.
   */
  begin(
    guest: NewGuest,
    invitation: NewInvitation,
    max: number,
  ): Promise<(Written<Invitation> & { guest: StoredGuest }) | { refused: 'full' }>;
  get(name: string): Promise<StoredGuest | null>;
  byToken(digest: string): Promise<StoredGuest | null>;
  end(name: string, at: number): Promise<void>;
}
