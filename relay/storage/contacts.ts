import type { Reach } from '../protocol.ts';
import type { Written } from './events.ts';

export interface StoredContact {
  user: string;
  name: string;
  favourite: boolean;
}

/** Somebody, and whom they have blocked or wait for. */
export interface Tie {
  user: string;
  name: string;
}

export interface ContactStore {
  contacts(): Promise<StoredContact[]>;
  blocks(): Promise<Tie[]>;
  waits(): Promise<Tie[]>;
  /** Who takes invitations from fewer than everyone. */
  reaches(): Promise<{ user: string; by: Reach }[]>;
  /** Adds or changes the entry; `false`: the book holds `max` others already. */
  saveContact(contact: StoredContact, at: number, max: number): Promise<boolean>;
  removeContact(user: string, name: string): Promise<void>;
  /** `false`: the list holds `max` others already. */
  block(user: string, name: string, at: number, max: number): Promise<boolean>;
  unblock(user: string, name: string): Promise<void>;
  saveReach(user: string, by: Reach): Promise<void>;
  wait(user: string, name: string, at: number): Promise<void>;
  unwait(user: string, name: string): Promise<void>;
  /** Ends the waiting and tells who waited. `null`: they did not wait. */
  back(user: string, name: string, at: number): Promise<Written<null> | null>;
}
