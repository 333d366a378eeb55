import { createHash, randomBytes } from 'node:crypto';
import type { PeopleStore } from './storage.ts';

const sessionLifeMs = 12 * 60 * 60_000;
const shape = /^hw_[A-Za-z0-9_-]{43}$/;

/** Bearer tokens of 256 random bits. Only their digest is stored: a leaked database opens no door. */
export class Tokens {
  readonly #people: PeopleStore;
  readonly #now: () => number;

  constructor(people: PeopleStore, now: () => number) {
    this.#people = people;
    this.#now = now;
  }

  /** A session's token ends after 12 hours; one for the API when it is revoked. */
  async issue(user: string, kind: 'api' | 'session'): Promise<string> {
    const token = `hw_${randomBytes(32).toString('base64url')}`;
    const at = this.#now();
    const expiresAt = kind === 'session' ? at + sessionLifeMs : null;
    await this.#people.addToken({ digest: digestOf(token), user, kind, at, expiresAt });
    return token;
  }

  async user(token: string): Promise<string | null> {
    if (!shape.test(token)) return null;
    return (await this.#people.getToken(digestOf(token), this.#now()))?.user ?? null;
  }

  async revoke(token: string): Promise<void> {
    if (shape.test(token)) await this.#people.removeToken(digestOf(token));
  }
}

/** A token has 256 bits of its own, so that a plain digest cannot be searched. */
const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');
