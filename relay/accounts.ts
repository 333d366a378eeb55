import { z } from 'zod';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import { LogIn } from './log-in.ts';
import type { Passwords } from './password.ts';
import { meOf } from './people.ts';
import type { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import { checked, guarded } from './problems.ts';
import { limits, type Me, nameSchema } from './protocol.ts';
import type { Accounts, NewPerson } from './relay.ts';
import type { StoredPerson } from './storage.ts';
import { Tokens } from './tokens.ts';

const oneLine = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars, `longer than ${maxChars} characters`)
    .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'contains control characters')
    .refine(value => value.isWellFormed(), 'is not well-formed Unicode');

const passwordSchema = z
  .string()
  .min(1, 'is empty')
  .max(1_000, 'longer than 1000 characters')
  .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'contains control characters');

/** An empty field of a form means: none. */
const orNone = (shape: RegExp, maxChars: number, what: string) =>
  oneLine(maxChars)
    .refine(value => value === '' || shape.test(value), `is not ${what}`)
    .transform(value => value || null)
    .nullable();

const telephone = orNone(/^\+?[0-9 ()/.-]{3,}$/, 32, 'a telephone number');
const profile = {
  display: oneLine(limits.displayChars),
  email: orNone(/^[^\s@]+@[^\s@]+$/, 254, 'an e-mail address'),
  phone: telephone,
  mobile: telephone,
};
const profileSchema = z.object(profile).partial();

const personSchema = z.object({
  name: nameSchema,
  password: passwordSchema,
  role: z.enum(['admin', 'user']).default('user'),
  display: profile.display.default(''),
  email: profile.email.default(null),
  phone: profile.phone.default(null),
  mobile: profile.mobile.default(null),
});

type Account = Me & { disabled: boolean };

/** Who may log in, and with what. */
export class StoredAccounts implements Accounts {
  readonly #context: Context;
  readonly #presence: Presence;
  readonly #preferences: PreferenceBook;
  readonly #passwords: Passwords;
  readonly #tokens: Tokens;
  readonly #logIn: LogIn;
  /** Versions as this process knows them, to see what another process has changed. */
  #versions = new Map<string, number>();

  constructor(context: Context, presence: Presence, preferences: PreferenceBook, passwords: Passwords) {
    this.#context = context;
    this.#presence = presence;
    this.#preferences = preferences;
    this.#passwords = passwords;
    this.#tokens = new Tokens(context.storage.people, context.now);
    this.#logIn = new LogIn(context, passwords);
  }

  async load(): Promise<void> {
    for (const { name, version } of await this.#people.list()) this.#versions.set(name, version);
  }

  /** Another process has written: ends what it has made void. */
  async reload(): Promise<void> {
    for (const { name, version } of await this.#people.list()) {
      const known = this.#versions.get(name);
      this.#versions.set(name, version);
      if (known === undefined) this.#logIn.forget(name);
      else if (known < version) this.#revoked(name);
    }
  }

  authenticate: Accounts['authenticate'] = (name, password, address) =>
    this.#guarded('authenticate', () => this.#logIn.authenticate(name, password, address));

  create(person: NewPerson): Promise<Me> {
    return this.#guarded('create', async () => {
      const { password, display, ...rest } = checked(personSchema, person);
      const made = await this.#people.create(
        {
          ...rest,
          picture: null,
          display: display || rest.name,
          password: await this.#passwords.hash(password),
        },
        this.#context.now(),
      );
      if (!made) throw new RelayError('conflict', `The name ${rest.name} is taken.`, { field: 'name' });
      this.#versions.set(made.name, made.version);
      this.#logIn.forget(made.name);
      this.#context.audit.note('operator', 'person_created', made.name, { role: made.role });
      return meOf(made, this.#presence, this.#preferences);
    });
  }

  get(name: string): Promise<Account> {
    return this.#guarded('get', async () =>
      this.#account(found(await this.#people.get(canonical(name)), name)),
    );
  }

  list(): Promise<Account[]> {
    return this.#guarded('list', async () => (await this.#people.list()).map(one => this.#account(one)));
  }

  updateProfile(name: string, changes: Parameters<Accounts['updateProfile']>[1]): Promise<Me> {
    return this.#guarded('updateProfile', async () => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      const { display, ...rest } = checked(profileSchema, Object.fromEntries(given));
      // Without a display name somebody is called by their name.
      const shown = display === undefined ? {} : { display: display || canonical(name) };
      const person = found(await this.#people.update(canonical(name), { ...rest, ...shown }), name);
      this.#context.audit.note(person.name, 'profile_changed', person.name, {
        fields: given.map(([field]) => field),
      });
      return meOf(person, this.#presence, this.#preferences);
    });
  }

  setPassword(name: string, password: string): Promise<void> {
    return this.#guarded('setPassword', async () => {
      const { secret } = checked(z.object({ secret: passwordSchema }), { secret: password });
      await this.#change(name, { password: await this.#passwords.hash(secret) }, 'password_changed');
    });
  }

  setDisabled(name: string, disabled: boolean): Promise<void> {
    return this.#guarded('setDisabled', () =>
      this.#change(name, { disabled }, disabled ? 'person_disabled' : 'person_enabled'),
    );
  }

  issueToken(name: string, kind: 'api' | 'session'): Promise<string> {
    return this.#guarded('issueToken', async () => {
      const person = found(await this.#people.get(canonical(name)), name);
      if (person.disabled) throw new RelayError('forbidden', `${person.name} is disabled.`);
      const token = await this.#tokens.issue(person.name, kind);
      this.#context.audit.note(person.name, 'token_issued', person.name, { kind });
      return token;
    });
  }

  tokenUser(token: string): Promise<string | null> {
    return this.#guarded('tokenUser', () => this.#tokens.user(token));
  }

  revokeToken(token: string): Promise<void> {
    return this.#guarded('revokeToken', () => this.#tokens.revoke(token));
  }

  async #change(
    name: string,
    changes: Parameters<Context['storage']['people']['update']>[1],
    action: string,
  ) {
    const person = found(await this.#people.update(canonical(name), changes), name);
    this.#versions.set(person.name, person.version);
    this.#context.audit.note('operator', action, person.name);
    this.#revoked(person.name);
  }

  #revoked(user: string): void {
    this.#logIn.forget(user);
    this.#context.bus.publish({ kind: 'revoked', user });
  }

  #account(person: StoredPerson): Account {
    return { ...meOf(person, this.#presence, this.#preferences), disabled: person.disabled };
  }

  #guarded<T>(doing: string, run: () => Promise<T>): Promise<T> {
    return guarded(this.#context.log, doing, run);
  }

  get #people() {
    return this.#context.storage.people;
  }
}

/** Somebody with an impossible name is simply not there. */
const canonical = (name: string) => nameSchema.safeParse(name).data ?? '';

function found(person: StoredPerson | null, name: string): StoredPerson {
  if (person) return person;
  throw new RelayError(
    'unknown_person',
    `There is nobody called ${JSON.stringify(name.slice(0, limits.nameChars))}.`,
    {
      field: 'name',
    },
  );
}
