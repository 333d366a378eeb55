import { createHash, randomBytes } from 'node:crypto';
import { randomId } from './ids.ts';
import type { LogIn, Scope } from './protocol.ts';
import type { KnownToken, PeopleStore } from './storage.ts';

const sessionLifeMs = 12 * 60 * 60_000;
const shape = /^hw_[A-Za-z0-9_-]{43}$/;
/** A page costs no write: the last use is known to the minute. */
const usedEveryMs = 60_000;
const maxKept = 10_000;
const agentChars = 300;

/** Where a token is made or used. */
export interface Place {
  address: string;
  agent?: string | undefined;
}

/** What one for a program may be bound to; unbound if not given. */
export interface Bounds {
  scopes?: Scope[] | null;
  note?: string;
  by?: string;
  /** From when it is made; `null`: for good. */
  lastsMs?: number | null;
}

const nowhere: Place = { address: '' };

/** Bearer tokens of 256 random bits. Only their digest is stored: a leaked database opens no door. */
export class Tokens {
  readonly #people: PeopleStore;
  readonly #now: () => number;
  /** When the use of a token was written last, in that order. */
  readonly #usedAt = new Map<string, number>();

  constructor(people: PeopleStore, now: () => number) {
    this.#people = people;
    this.#now = now;
  }

  /** A session's token ends after 12 hours; one for the API when it is revoked, or when its bounds say. */
  async issue(
    user: string,
    kind: 'api' | 'session',
    { address, agent = '' } = nowhere,
    bounds: Bounds = {},
  ): Promise<string> {
    const { token } = await this.make(user, kind, { address, agent }, bounds);
    return token;
  }

  /** The same, with its id. */
  async make(
    user: string,
    kind: 'api' | 'session',
    { address, agent = '' }: Place,
    { lastsMs = null, ...bounds }: Bounds,
  ): Promise<{ token: string; id: string; at: number; expiresAt: number | null }> {
    const id = randomId();
    const token = `hw_${randomBytes(32).toString('base64url')}`;
    const at = this.#now();
    const life = kind === 'session' ? sessionLifeMs : lastsMs;
    const expiresAt = life === null ? null : at + life;
    const said = agent
      .toWellFormed()
      .replace(/[\u0000-\u001f\u007f]+/g, ' ')
      .slice(0, agentChars);
    await this.#people.addToken({
      ...bounds,
      ...{ id, digest: digestOf(token), user, kind, at, expiresAt, address, agent: said.toWellFormed() },
    });
    return { token, id, at, expiresAt };
  }

  /** `address`: from where it was shown. */
  async known(token: string, address?: string): Promise<KnownToken | null> {
    if (!shape.test(token)) return null;
    const digest = digestOf(token);
    const known = await this.#people.getToken(digest, this.#now());
    if (known !== null && address !== undefined) await this.#used(digest, address);
    return known;
  }

  /** Whose it is, if it is good for everything. */
  async user(token: string, address?: string): Promise<string | null> {
    const known = await this.known(token, address);
    return known && known.scopes === null ? known.user : null;
  }

  /** Until when it is good; `null`: for good. What is void lasted until now at most. */
  async lasts(token: string): Promise<number | null> {
    const now = this.#now();
    const known = shape.test(token) ? await this.#people.getToken(digestOf(token), now) : null;
    return known ? known.expiresAt : now;
  }

  /** Gives back what is void now; `null` for what was no token. */
  async revoke(token: string): Promise<{ user: string; digest: string } | null> {
    if (!shape.test(token)) return null;
    const digest = digestOf(token);
    const user = await this.#people.removeToken(digest);
    return user === null ? null : { user, digest };
  }

  /** Those in force, the last used first. `token`: by which this is asked. */
  async list(user: string, token: string | null): Promise<LogIn[]> {
    const current = token === null ? null : digestOf(token);
    const stored = await this.#people.tokensOf(user, this.#now());
    return stored.map(({ digest, ...logIn }) => ({ ...logIn, isCurrent: digest === current }));
  }

  /** The same by its id. */
  async end(user: string, id: string): Promise<{ user: string; digest: string } | null> {
    const digest = await this.#people.endToken(user, id);
    return digest === null ? null : { user, digest };
  }

  async #used(digest: string, address: string): Promise<void> {
    const now = this.#now();
    if (now - (this.#usedAt.get(digest) ?? Number.NEGATIVE_INFINITY) < usedEveryMs) return;
    this.#usedAt.delete(digest);
    this.#usedAt.set(digest, now);
    if (this.#usedAt.size > maxKept) this.#usedAt.delete(this.#usedAt.keys().next().value!);
    await this.#people.usedToken(digest, now, address);
  }
}

/** A token has 256 bits of its own, so that a plain digest cannot be searched. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
