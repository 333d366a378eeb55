import type { Me, View } from '../protocol.ts';

export interface StoredPerson extends Omit<Me, 'presence' | 'preferences'> {
  disabled: boolean;
  /** Encoded password digest. */
  password: string;
  /** Goes up with every change that must end sessions and cached credentials. */
  version: number;
}

export interface PeopleStore {
  /** `null` when the name is taken. */
  create(person: Omit<StoredPerson, 'version' | 'disabled'>, at: number): Promise<StoredPerson | null>;
  get(name: string): Promise<StoredPerson | null>;
  getMany(names: string[]): Promise<StoredPerson[]>;
  /** By name, display name or e-mail, prefix matches of a word first; disabled people are left out. */
  find(query: string, limit: number): Promise<StoredPerson[]>;
  list(): Promise<StoredPerson[]>;
  /** Raises `version` when `password` or `disabled` is among the changes. `null`: nobody of that name. */
  update(
    name: string,
    changes: Partial<
      Pick<
        StoredPerson,
        'password' | 'disabled' | 'display' | 'email' | 'phone' | 'mobile' | 'picture' | 'role'
      >
    >,
  ): Promise<StoredPerson | null>;
  addToken(token: {
    digest: string;
    user: string;
    kind: 'api' | 'session';
    at: number;
    expiresAt: number | null;
  }): Promise<void>;
  /** The owner and their version at issue; a token of an older version is void. */
  getToken(digest: string, now: number): Promise<{ user: string; kind: 'api' | 'session' } | null>;
  removeToken(digest: string): Promise<void>;
  view(user: string): Promise<View | null>;
  saveView(user: string, view: View): Promise<void>;
  drafts(user: string): Promise<Record<string, string>>;
  /** Empty text removes it. `key`: a conversation, or `new`. */
  saveDraft(user: string, key: string, text: string, at: number): Promise<void>;
}
