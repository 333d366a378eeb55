import { z } from 'zod';
import { type Context, tellFact } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { knownPerson } from './facts.ts';
import { LogIn } from './log-in.ts';
import type { Passwords } from './password.ts';
import { meOf } from './people.ts';
import type { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import { checked, guarded } from './problems.ts';
import { canonical, personSchema, profileSchema } from './profile.ts';
import {
  type AuditAction,
  type Duty,
  dutyNames,
  type LogIn as KnownLogIn,
  limits,
  type Me,
  passwordSchema,
  type Right,
  type Role,
} from './protocol.ts';
import type { Accounts, NewPerson } from './relay.ts';
import type { StoredPerson } from './storage.ts';
import { type Place, Tokens } from './tokens.ts';

type Account = Me & { disabled: boolean };
type Changes = { role?: Role; duties?: Duty[]; disabled?: boolean };

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
    const people = await this.#people.list();
    const there = new Set(people.map(({ name }) => name));
    for (const name of [...this.#versions.keys()].filter(known => !there.has(known))) {
      this.#versions.delete(name);
      this.#revoked(name);
    }
    for (const { name, version } of people) {
      const known = this.#versions.get(name);
      this.#versions.set(name, version);
      if (known === undefined) this.#logIn.forget(name);
      else if (known < version) this.#revoked(name);
    }
  }

  authenticate: Accounts['authenticate'] = (name, password, address) =>
    this.#guarded('authenticate', () => this.#logIn.authenticate(name, password, address));

  create(person: NewPerson, by?: string): Promise<Me> {
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
      return this.welcome(made, by);
    });
  }

  /** Somebody was added to the store. */
  async welcome(made: StoredPerson, by = 'operator'): Promise<Me> {
    this.#versions.set(made.name, made.version);
    this.#logIn.forget(made.name);
    await this.#context.audit.record(by, 'person_created', made.name, { role: made.role });
    return meOf(made, this.#presence, this.#preferences);
  }

  /** They are being deleted: nobody is let in as them any more. */
  departed(person: StoredPerson): void {
    this.#versions.set(person.name, person.version);
    tellFact(this.#context, { about: 'person', person: knownPerson(person) });
    this.#revoked(person.name);
  }

  /** Somebody has set a new one by a link. */
  passwordChanged(person: StoredPerson): Promise<void> {
    return this.#ended(person, person.name, 'password_reset');
  }

  /** `by` is `null` for who runs the machine. */
  mustHave(by: string | null, right: Right): Promise<void> {
    return this.#guarded('mustHave', () => mustHave(this.#people, by, right));
  }

  administer(by: string, name: string, changes: Changes): Promise<void> {
    return this.#guarded('administer', () => this.#administer(by, name, changes));
  }

  get(name: string): Promise<Account> {
    return this.#guarded('get', async () =>
      this.#account(found(await this.#people.get(canonical(name)), name)),
    );
  }

  list(): Promise<Account[]> {
    return this.#guarded('list', async () => (await this.#people.list()).map(one => this.#account(one)));
  }

  updateProfile(name: string, changes: Parameters<Accounts['updateProfile']>[1], by?: string): Promise<Me> {
    return this.#guarded('updateProfile', async () => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      const { display, ...rest } = checked(profileSchema, Object.fromEntries(given));
      // Without a display name somebody is called by their name.
      const shown = display === undefined ? {} : { display: display || canonical(name) };
      const person = found(await this.#people.update(canonical(name), { ...rest, ...shown }), name);
      if (given.length > 0)
        await this.#context.audit.record(by ?? person.name, 'profile_changed', person.name, {
          fields: given.map(([field]) => field),
        });
      return meOf(person, this.#presence, this.#preferences);
    });
  }

  setPassword(name: string, password: string, by?: string): Promise<void> {
    return this.#guarded('setPassword', async () => {
      const { secret } = checked(z.object({ secret: passwordSchema }), { secret: password });
      await this.#change(name, { password: await this.#passwords.hash(secret) }, 'password_changed', by);
    });
  }

  setDisabled(name: string, disabled: boolean): Promise<void> {
    return this.#guarded('setDisabled', () =>
      this.#change(name, { disabled }, disabled ? 'person_disabled' : 'person_enabled'),
    );
  }

  issueToken(name: string, kind: 'api' | 'session', place?: Place): Promise<string> {
    return this.#guarded('issueToken', async () => {
      const person = found(await this.#people.get(canonical(name)), name);
      if (person.disabled) throw new RelayError('forbidden', `${person.name} is disabled.`);
      const token = await this.#tokens.issue(person.name, kind, place);
      await this.#context.audit.record(person.name, 'token_issued', person.name, { kind });
      return token;
    });
  }

  tokenUser(token: string, address?: string): Promise<string | null> {
    return this.#guarded('tokenUser', () => this.#tokens.user(token, address));
  }

  bearer(token: string, address?: string): ReturnType<Accounts['bearer']> {
    return this.#guarded('bearer', () => this.#tokens.known(token, address));
  }

  /** When it ends; `null`: never. What is no token any more has ended. */
  tokenEnd(token: string): Promise<number | null> {
    return this.#tokens.lasts(token);
  }

  revokeToken(token: string): Promise<void> {
    return this.#guarded('revokeToken', async () => this.#loggedOut(await this.#tokens.revoke(token)));
  }

  logIns(user: string, token: string | null = null): Promise<KnownLogIn[]> {
    return this.#guarded('logIns', () => this.#tokens.list(user, token));
  }

  endLogIn(user: string, id: string): Promise<void> {
    return this.#guarded('endLogIn', async () => {
      const ended = await this.#tokens.end(user, id);
      if (ended === null) throw new RelayError('unknown_log_in', 'You have no such log-in.');
      this.#context.audit.note(user, 'log_in_ended', user);
      this.#loggedOut(ended);
    });
  }

  endLogIns(by: string, name: string): Promise<void> {
    return this.#guarded('endLogIns', async () => {
      await this.mustHave(by, 'administer');
      const person = found(await this.#people.get(canonical(name)), name);
      const logIns = await this.#tokens.list(person.name, null);
      for (const { id } of logIns.filter(({ kind }) => kind === 'session'))
        await this.#tokens.end(person.name, id);
      this.#revoked(person.name);
      await this.#context.audit.record(by, 'log_ins_ended', person.name);
    });
  }

  async #administer(by: string, name: string, changes: Changes): Promise<void> {
    await this.mustHave(by, 'administer');
    const before = found(await this.#people.get(canonical(name)), name);
    const asked = {
      ...(changes.role !== undefined && changes.role !== before.role && { role: changes.role }),
      ...(changes.duties &&
        changes.duties.join() !== before.duties.join() && { duties: inOrder(changes.duties) }),
      // Said again it would end the person's log-ins again.
      ...(changes.disabled !== undefined &&
        changes.disabled !== before.disabled && { disabled: changes.disabled }),
    };
    if (Object.keys(asked).length === 0) return;
    // One step of the store: two administrators could otherwise shut each other out at once, by two processes too.
    const done = await this.#people.administer(before.name, asked, this.#context.now());
    if (done && 'refused' in done)
      throw new RelayError('forbidden', `${before.name} is the last administrator who may log in.`);
    const person = found(done, name);
    const { audit } = this.#context;
    if (asked.role) await audit.record(by, 'role_changed', person.name, { role: asked.role });
    if (asked.duties) await audit.record(by, 'duties_changed', person.name, { duties: asked.duties });
    if (asked.disabled !== undefined)
      await this.#ended(person, by, asked.disabled ? 'person_disabled' : 'person_enabled');
  }

  #loggedOut(ended: { user: string; digest: string } | null): void {
    if (ended !== null) this.#context.bus.publish({ kind: 'logged_out', ...ended });
  }

  async #change(
    name: string,
    changes: Parameters<Context['storage']['people']['update']>[1],
    action: AuditAction,
    by = 'operator',
  ) {
    const now = this.#context.now();
    const person = found(await this.#people.update(canonical(name), changes, now), name);
    await this.#ended(person, by, action);
  }

  async #ended(person: StoredPerson, by: string, action: AuditAction): Promise<void> {
    this.#versions.set(person.name, person.version);
    this.#revoked(person.name);
    await this.#context.audit.record(by, action, person.name);
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

const inOrder = (duties: Duty[]) => dutyNames.filter(duty => duties.includes(duty));

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
