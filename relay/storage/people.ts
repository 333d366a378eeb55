import type { ApiToken, LogIn, Me, Scope, View } from '../protocol.ts';

export interface StoredPerson extends Omit<Me, 'presence' | 'preferences'> {
  disabled: boolean;
  /** Encoded password digest. */
  password: string;
  /** Goes up with every change that must end sessions and cached credentials. */
  version: number;
}

export interface StoredLogIn extends Omit<LogIn, 'isCurrent'> {
  digest: string;
}

/** `expiresAt`: `null` for one that is good until it is revoked. */
export interface KnownToken {
  user: string;
  kind: 'api' | 'session';
  expiresAt: number | null;
  /** `null`: all that its owner may. */
  scopes: Scope[] | null;
}

export interface PeopleStore {
  /** `null` when the name is taken. */
  create(person: Omit<StoredPerson, 'version' | 'disabled'>, at: number): Promise<StoredPerson | null>;
  get(name: string): Promise<StoredPerson | null>;
  getMany(names: string[]): Promise<StoredPerson[]>;
  /** By name, display name or e-mail, prefix matches of a word first; disabled people are left out. */
  find(query: string, limit: number): Promise<StoredPerson[]>;
  /** Everybody with an account. */
  list(): Promise<StoredPerson[]>;
  /** Raises `version` when `password` or `disabled` is among the changes. `null`: nobody of that name. */
  update(
    name: string,
    changes: Partial<
      Pick<
        StoredPerson,
        'password' | 'disabled' | 'display' | 'email' | 'phone' | 'mobile' | 'picture' | 'role' | 'duties'
      >
    >,
    /** When they were disabled. */
    at?: number,
  ): Promise<StoredPerson | null>;
  /** As `update`, unless no administrator who may log in would be left: `last`. */
  administer(
    name: string,
    changes: Partial<Pick<StoredPerson, 'disabled' | 'role' | 'duties'>>,
    at?: number,
  ): Promise<StoredPerson | null | { refused: 'last' }>;
  addToken(token: {
    id: string;
    digest: string;
    user: string;
    kind: 'api' | 'session';
    at: number;
    expiresAt: number | null;
    address: string;
    agent: string;
    scopes?: Scope[] | null;
    note?: string;
    by?: string;
  }): Promise<void>;
  /** The owner and their version at issue; a token of an older version is void. */
  getToken(digest: string, now: number): Promise<KnownToken | null>;
  /** Gives back whose it was; `null`: nobody's. */
  removeToken(digest: string): Promise<string | null>;
  /** Those in force, the last used first. */
  tokensOf(user: string, now: number): Promise<StoredLogIn[]>;
  /** Of programs alone, the newest first; `null`: everybody's. */
  apiTokens(owner: string | null, now: number): Promise<ApiToken[]>;
  usedToken(digest: string, at: number, address: string): Promise<void>;
  /** Removes it and gives back its digest; `null`: `user` has no such token. */
  endToken(user: string, id: string): Promise<string | null>;
  view(user: string): Promise<View | null>;
  saveView(user: string, view: View): Promise<void>;
  drafts(user: string): Promise<Record<string, string>>;
  /** Empty text removes it. `key`: a conversation, or `new`. */
  saveDraft(user: string, key: string, text: string, at: number): Promise<void>;
}
