import { hash, randomBytes } from 'node:crypto';
import type { GateAnswer } from './gate.ts';

export interface CredentialCacheSettings {
  verify(name: string, password: string, address: string): Promise<GateAnswer>;
  now(): number;
  /** How long a verification lasts after its last use. */
  idleMs: number;
  /** How long it lasts at most. */
  maxMs: number;
  maxEntries: number;
}

/** Remembers verified credentials as keyed digests, so that a page costs no password hash (DESIGN.md 3). */
export interface CredentialCache {
  /** The user whom this `Proxy-Authorization` value was verified for lately, or `undefined`. */
  lookup(value: string): string | undefined;
  /** Verifies it; the same value verified at the same time is verified once. */
  verify(value: string, credentials: Credentials, address: string): Promise<GateAnswer>;
  /** Forgets all credentials of a user. */
  revoke(user: string): void;
  readonly size: number;
}

export interface Credentials {
  name: string;
  password: string;
}

interface Entry {
  user: string;
  expiresAt: number;
  endsAt: number;
}

export function createCredentialCache(settings: CredentialCacheSettings): CredentialCache {
  const { now, idleMs, maxMs, maxEntries } = settings;
  const key = randomBytes(32).toString('base64');
  const entries = new Map<string, Entry>();
  const pending = new Map<string, Promise<GateAnswer>>();
  /** Counts revocations, so that a verification under way when one comes is not remembered. */
  let revocations = 0;

  // The digest never leaves this process, so a key in front is enough; an HMAC costs four times as much, for every request.
  const digest = (value: string) => hash('sha256', key + value, 'base64');

  function remember(id: string, user: string): void {
    const at = now();
    entries.delete(id);
    entries.set(id, { user, expiresAt: at + idleMs, endsAt: at + maxMs });
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value!);
  }

  async function ask(id: string, { name, password }: Credentials, address: string): Promise<GateAnswer> {
    const before = revocations;
    const answer = await settings.verify(name, password, address);
    if (answer.ok && before === revocations) remember(id, answer.user);
    return answer;
  }

  return {
    lookup(value) {
      const id = digest(value);
      const entry = entries.get(id);
      if (!entry) return undefined;
      const at = now();
      if (at >= entry.expiresAt) {
        entries.delete(id);
        return undefined;
      }
      entry.expiresAt = Math.min(at + idleMs, entry.endsAt);
      return entry.user;
    },
    verify(value, credentials, address) {
      // The address belongs to the question: failures are counted by it.
      const id = digest(value);
      const shared = `${id} ${address}`;
      const running = pending.get(shared);
      if (running) return running;
      const asked = ask(id, credentials, address).finally(() => pending.delete(shared));
      pending.set(shared, asked);
      return asked;
    },
    revoke(user) {
      revocations++;
      for (const [id, entry] of entries) if (entry.user === user) entries.delete(id);
    },
    get size() {
      return entries.size;
    },
  };
}
