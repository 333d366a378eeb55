import type { AddressKey, AddressPage } from '../protocol.ts';

/** An owner is a person by name, or a group as `@NAME`. */
export interface StoredAddress {
  /** `null`: never changed. */
  page: AddressPage | null;
  /** Encoded digest of the page's password. */
  password: string | null;
  /** In the owner's order. */
  aliases: string[];
}

export interface NewAddressKey extends AddressKey {
  owner: string;
  digest: string;
  at: number;
}

/** The pages under which people and groups are reached by anybody. */
export interface AddressStore {
  get(owner: string): Promise<StoredAddress>;
  /** Page, password and aliases at once. `taken`: another owner has that alias, and nothing was written. */
  save(owner: string, address: StoredAddress & { page: AddressPage }): Promise<{ taken: string | null }>;
  /** Whose alias it is. */
  ownerOf(alias: string): Promise<string | null>;
  /** Keys in force, oldest first. */
  keys(owner: string, now: number): Promise<AddressKey[]>;
  /** `full`: the owner has `max` in force. */
  addKey(key: NewAddressKey, max: number): Promise<{ refused: 'full' } | null>;
  removeKey(owner: string, id: string): Promise<boolean>;
  /** Whose page a key opens; a PIN opens one page only and is then used up. */
  openKey(key: { kind: AddressKey['kind']; digest: string; now: number }): Promise<string | null>;
  ban(owner: string, address: string, until: number): Promise<void>;
  isBanned(owner: string, address: string, now: number): Promise<boolean>;
}
