import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StoredAccounts } from './accounts.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import { randomId } from './ids.ts';
import type { Passwords } from './password.ts';
import { checked, guarded } from './problems.ts';
import { canonical, personSchema } from './profile.ts';
import {
  type Me,
  type PasswordReset,
  passwordSchema,
  type Registration,
  type RegistrationCode,
} from './protocol.ts';
import type { Admission, NewPerson } from './relay.ts';
import { digestOf } from './tokens.ts';

const dayMs = 24 * 60 * 60_000;
const resetLifeMs = dayMs;
const usualCodeDays = 7;
const maxListed = 500;
/** An office may stand behind one address; a person needs one account. */
const attempts = { free: 20, windowMs: 60 * 60_000 };

const codeSchema = z.object({
  note: z
    .string()
    .trim()
    .max(200, 'longer than 200 characters')
    .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'contains control characters')
    .default(''),
  days: z.number().min(1, 'is less than 1').max(90, 'is more than 90').default(usualCodeDays),
});

/** Ways in for who has no password yet, or none any more. Of codes and links only digests are stored. */
export class CodeAdmission implements Admission {
  readonly #context: Context;
  readonly #accounts: StoredAccounts;
  readonly #passwords: Passwords;
  /** Every attempt counts: otherwise names could be tried out for whether they are taken. */
  readonly #registering: AttemptLimiter;
  readonly #resetting: AttemptLimiter;

  constructor(context: Context, accounts: StoredAccounts, passwords: Passwords) {
    this.#context = context;
    this.#accounts = accounts;
    this.#passwords = passwords;
    this.#registering = new AttemptLimiter({ now: context.now, ...attempts });
    this.#resetting = new AttemptLimiter({ now: context.now, ...attempts });
  }

  get registration(): Registration {
    return this.#context.rules().registration;
  }

  makeCode(by: string | null, input: { note?: string; days?: number }) {
    return this.#guarded('makeCode', async () => {
      const { note, days } = checked(codeSchema, input);
      await this.#accounts.mustHave(by, 'administer');
      const code = makeCode();
      const at = this.#context.now();
      const made = { id: randomId(), note, by, at, expiresAt: at + days * dayMs };
      await this.#store.addCode({ ...made, digest: digestOf(plain(code)) });
      await this.#context.audit.record(by ?? 'operator', 'registration_code_made', made.id);
      return { ...made, usedBy: null, usedAt: null, code };
    });
  }

  codes(): Promise<RegistrationCode[]> {
    return this.#guarded('codes', () => this.#store.codes(maxListed));
  }

  removeCode(by: string, id: string): Promise<void> {
    return this.#guarded('removeCode', async () => {
      await this.#accounts.mustHave(by, 'administer');
      if (!(await this.#store.removeCode(id)))
        throw new RelayError('unknown_code', 'There is no such code, or it was used.');
      await this.#context.audit.record(by, 'registration_code_removed', id);
    });
  }

  register(person: NewPerson & { code?: string }, address: string): Promise<Me> {
    return this.#guarded('register', async () => {
      if (this.registration === 'closed')
        throw new RelayError('forbidden', 'Accounts are made by administrators here.');
      this.#count(this.#registering, address);
      const { code = '', ...rest } = person;
      // Asked first: who has no code learns nothing of which names are taken.
      if (this.registration === 'invitation') await this.#mustBeCode(code);
      const { password, display, ...wanted } = checked(personSchema, { ...rest, role: 'user' });
      const stored = {
        ...{ ...wanted, picture: null, display: display || wanted.name },
        password: await this.#passwords.hash(password),
      };
      const made =
        this.registration === 'open'
          ? ((await this.#context.storage.people.create(stored, this.#context.now())) ?? 'taken')
          : await this.#store.admit(digestOf(plain(code)), stored, this.#context.now());
      if (made === 'wrong_code') throw wrongCode();
      if (made === 'taken')
        throw new RelayError('conflict', `The name ${stored.name} is taken.`, { field: 'name' });
      return this.#accounts.welcome(made, made.name);
    });
  }

  makeReset(by: string | null, name: string): Promise<PasswordReset> {
    return this.#guarded('makeReset', async () => {
      await this.#accounts.mustHave(by, 'administer');
      const person = await this.#context.storage.people.get(canonical(name));
      if (!person) throw new RelayError('unknown_person', 'There is nobody of that name.', { field: 'name' });
      if (person.disabled) throw new RelayError('forbidden', `${person.name} is disabled.`);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = this.#context.now() + resetLifeMs;
      await this.#store.addReset({ digest: digestOf(token), user: person.name, expiresAt });
      await this.#context.audit.record(by ?? 'operator', 'password_reset_made', person.name);
      return { name: person.name, token, expiresAt };
    });
  }

  resetPassword(token: string, password: string, address: string): Promise<string> {
    return this.#guarded('resetPassword', async () => {
      const { secret } = checked(z.object({ secret: passwordSchema }), { secret: password });
      this.#count(this.#resetting, address);
      const digest = digestOf(token.trim());
      // Asked first: a wrong link costs no hash.
      if (!(await this.#store.isReset(digest, this.#context.now()))) throw wrongCode();
      const hash = await this.#passwords.hash(secret);
      const person = await this.#store.useReset(digest, hash, this.#context.now());
      if (!person) throw wrongCode();
      this.#resetting.undo(address);
      await this.#accounts.passwordChanged(person);
      return person.name;
    });
  }

  async #mustBeCode(code: string): Promise<void> {
    if (!(await this.#store.isCode(digestOf(plain(code)), this.#context.now()))) throw wrongCode();
  }

  #count(limiter: AttemptLimiter, address: string): void {
    const retryAfterMs = limiter.waitMs(address);
    if (retryAfterMs > 0)
      throw new RelayError('limited', 'Too many attempts; wait and try again.', { retryAfterMs });
    limiter.begin(address);
  }

  #guarded<T>(doing: string, run: () => Promise<T>): Promise<T> {
    return guarded(this.#context.log, doing, run);
  }

  get #store() {
    return this.#context.storage.admission;
  }
}

/** Without letters and digits that look alike (Crockford's base 32): 100 random bits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function makeCode(): string {
  const signs = Array.from(randomBytes(20), byte => alphabet[byte % 32]).join('');
  return signs.replace(/.{5}(?!$)/g, '$&-');
}

/** As people type it: with or without dashes and spaces, and with the letters that were meant as digits. */
const plain = (code: string): string =>
  code
    .slice(0, 100)
    .toLowerCase()
    .replace(/[\s-]+/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');

const wrongCode = () =>
  new RelayError('wrong_code', 'The code is wrong, was used, or its time is over.', { field: 'code' });
