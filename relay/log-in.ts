import { createHmac, randomBytes } from 'node:crypto';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Context } from './context.ts';
import type { Passwords } from './password.ts';
import { nameSchema } from './protocol.ts';
import type { Accounts } from './relay.ts';

type Answer = Awaited<ReturnType<Accounts['authenticate']>>;

/** An office may stand behind one address, so that it has more tries than a name. */
const freeByName = 10;
const freeByAddress = 50;
/** From here on a wrong answer takes its time. */
const unhurriedFailures = 3;
const slowestMs = 2_000;
const maxHashing = 200;
const maxGuesses = 10_000;
const wrongForMs = 60_000;
const maxPlaces = 10_000;

interface Failure {
  name: string;
  /** What its failures are counted by. */
  key: string;
  address: string;
  digest: string;
}

/** Checks names and passwords. Failures are slowed, then limited, by name and by address. */
export class LogIn {
  readonly #context: Context;
  readonly #passwords: Passwords;
  readonly #byName: AttemptLimiter;
  readonly #byAddress: AttemptLimiter;
  /** Keys digests that never leave this process. */
  readonly #key = randomBytes(32);
  readonly #running = new Map<string, Promise<Answer>>();
  /** Wrong guesses by digest: a browser that repeats an old password is no attack. */
  readonly #wrong = new Map<string, { name: string; until: number }>();

  /**
   * Where people have logged in from, by name and address: there they count by themselves, so that nobody can lock
   * them out by guessing at their name from elsewhere.
   */
  readonly #places = new Set<string>();

  constructor(context: Context, passwords: Passwords) {
    this.#context = context;
    this.#passwords = passwords;
    this.#byName = new AttemptLimiter({ now: context.now, free: freeByName });
    this.#byAddress = new AttemptLimiter({ now: context.now, free: freeByAddress });
  }

  authenticate(typed: string, password: string, address: string): Promise<Answer> {
    const name = nameSchema.safeParse(typed).data ?? '';
    const digest = this.#digest(name, password);
    // A browser opens many connections with the same credentials at once: one hash serves them all.
    const key = `${digest} ${address}`;
    const running = this.#running.get(key);
    if (running) return running;
    const answer = this.#counted(this.#attempt(name, password, address, digest)).finally(() =>
      this.#running.delete(key),
    );
    this.#running.set(key, answer);
    return answer;
  }

  /** The person's password or standing has changed: what was wrong may be right. */
  forget(user: string): void {
    for (const [digest, { name }] of this.#wrong) if (name === user) this.#wrong.delete(digest);
    this.#byName.forget(user);
    for (const place of this.#places) if (place.startsWith(`${user} `)) this.#byName.forget(place);
  }

  async #counted(attempt: Promise<Answer>): Promise<Answer> {
    const answer = await attempt;
    if (!answer.ok) this.#context.counts.logInsRefused[answer.reason]++;
    return answer;
  }

  async #attempt(name: string, password: string, address: string, digest: string): Promise<Answer> {
    const place = `${name} ${address}`;
    const key = this.#places.has(place) ? place : name;
    const waitMs = Math.max(this.#byName.waitMs(key), this.#byAddress.waitMs(address));
    if (waitMs > 0) return { ok: false, reason: 'limited', retryAfterMs: waitMs };
    if ((this.#wrong.get(digest)?.until ?? 0) > this.#context.now()) return { ok: false, reason: 'wrong' };
    if (this.#passwords.load >= maxHashing) return { ok: false, reason: 'limited', retryAfterMs: 1_000 };

    this.#byName.begin(key);
    this.#byAddress.begin(address);
    const person = name === '' ? null : await this.#context.storage.people.get(name);
    const right = await this.#passwords.verify(password, person?.password ?? null);
    if (!right || !person) return this.#refuse({ name, key, address, digest });
    this.#byName.forget(key);
    this.#byAddress.undo(address);
    this.#knowPlace(place);
    // Said only to those who know the password.
    return person.disabled ? { ok: false, reason: 'disabled' } : { ok: true, user: person.name };
  }

  async #refuse({ name, key, address, digest }: Failure): Promise<Answer> {
    this.#remember(digest, name);
    if (this.#byName.waitMs(key) > 0 || this.#byAddress.waitMs(address) > 0) {
      this.#context.audit.note(name, 'login_limited', name, { address });
      this.#context.log.warn({ name, address }, 'log-ins fail too often');
    }
    const over = this.#byName.failures(key) - unhurriedFailures;
    if (over > 0) await this.#pause(Math.min(slowestMs, 100 * 2 ** over));
    return { ok: false, reason: 'wrong' };
  }

  /** Taken out first, so that the set stays ordered by last use and the oldest goes when it is full. */
  #knowPlace(place: string): void {
    this.#places.delete(place);
    this.#places.add(place);
    if (this.#places.size > maxPlaces) this.#places.delete(this.#places.values().next().value!);
  }

  #remember(digest: string, name: string): void {
    this.#wrong.set(digest, { name, until: this.#context.now() + wrongForMs });
    if (this.#wrong.size > maxGuesses) this.#wrong.delete(this.#wrong.keys().next().value!);
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => this.#context.timers.after(ms, resolve));
  }

  #digest(name: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${name}\n${password}`).digest('base64');
  }
}
