import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Groups } from './groups.ts';
import { randomId } from './ids.ts';
import type { Passwords } from './password.ts';
import {
  type AddressKey,
  type AddressPage,
  type AddressSettings,
  type commandInputs,
  limits,
  nameSchema,
} from './protocol.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;

/** What holds for everybody who has said nothing. */
export const firstPage: AddressPage = {
  ...{ on: true, presence: true, picture: false, chat: true, messages: true },
  ...{ about: '', hours: [], zone: 'UTC' },
};

/** Telephone numbers are one however they are written. */
export const plainPhone = (text: string): string => text.replace(/[ ()/.-]/g, '');

/** PINs are short, so that each counts for one page alone. */
export const keyDigest = (kind: AddressKey['kind'], owner: string, secret: string): string =>
  createHash('sha256')
    .update(kind === 'pin' ? `${owner} ${secret}` : secret)
    .digest('hex');

/** A person's own page: what it offers, its other names, its password and the keys that open it. */
export class Addresses {
  readonly #context: Context;
  readonly #passwords: Passwords;
  readonly #facts: Facts;
  readonly #groups: Groups;

  constructor(context: Context, parts: { passwords: Passwords; facts: Facts; groups: Groups }) {
    this.#context = context;
    this.#facts = parts.facts;
    this.#groups = parts.groups;
    this.#passwords = parts.passwords;
  }

  async of(user: string, { group }: { group?: string | undefined } = {}): Promise<AddressSettings> {
    const owner = this.#ownerFor(user, group);
    const [{ page, password, aliases }, keys] = await Promise.all([
      this.#store.get(owner),
      this.#store.keys(owner, this.#context.now()),
    ]);
    return { ...this.pageOf(owner, page), hasPassword: password !== null, aliases, keys };
  }

  async change(user: string, changes: Input<'changeAddress'>): Promise<AddressSettings> {
    const { group, password: typed, aliases: asked, ...page } = changes;
    const owner = this.#ownerFor(user, group);
    const before = await this.#store.get(owner);
    const aliases = asked ? await this.#allowed(owner, asked) : before.aliases;
    const password =
      typed === undefined ? before.password : typed === null ? null : await this.#passwords.hash(typed);
    const { taken } = await this.#store.save(owner, {
      page: { ...this.pageOf(owner, before.page), ...page },
      ...{ password, aliases },
    });
    if (taken !== null) throw aliasTaken(taken);
    await this.#context.audit.record(user, 'address_changed', owner, { fields: Object.keys(changes) });
    return this.of(user, { group });
  }

  async makeKey(
    user: string,
    { group, kind, label, hours }: Input<'makeAddressKey'>,
  ): Promise<AddressKey & { secret: string }> {
    const owner = this.#ownerFor(user, group);
    const at = this.#context.now();
    const secret =
      kind === 'pin' ? String(randomInt(1_000_000)).padStart(6, '0') : randomBytes(24).toString('base64url');
    const key = { id: randomId(), kind, label, expiresAt: at + hours * 3_600_000 };
    const refused = await this.#store.addKey(
      { ...key, owner, at, digest: keyDigest(kind, owner, secret) },
      limits.addressKeys,
    );
    if (refused)
      throw new RelayError('limited', `${limits.addressKeys} links and PINs are in force; remove one first.`);
    await this.#context.audit.record(user, 'address_key_made', key.id, { kind, owner });
    return { ...key, secret };
  }

  async removeKey(user: string, { id, group }: Input<'removeAddressKey'>): Promise<Record<string, never>> {
    const owner = this.#ownerFor(user, group);
    await this.#store.removeKey(owner, id);
    await this.#context.audit.record(user, 'address_key_removed', id, { owner });
    return {};
  }

  /** What was set, with what holds where nothing was: a group that is not listed for everyone has no open page. */
  pageOf(owner: string, page: AddressPage | null): AddressPage {
    const group = owner.startsWith('@') ? this.#facts.groups.get(owner.slice(1)) : undefined;
    return { ...firstPage, ...(group && { on: group.listed === 'everyone' }), ...page };
  }

  /** A group's page is its owners' matter. */
  #ownerFor(user: string, group: string | undefined): string {
    if (group === undefined) return user;
    this.#groups.mustOwn(user, group);
    return `@${group}`;
  }

  /** Names that are nobody's, and what of one's own profile looks like no name. */
  async #allowed(owner: string, asked: string[]): Promise<string[]> {
    const me = await this.#context.storage.people.get(owner);
    const numbers = [me?.phone, me?.mobile].map(number => plainPhone(number ?? ''));
    const own = new Set([me?.email?.toLowerCase(), ...numbers].filter(Boolean));
    const aliases = [
      ...new Set(asked.map(alias => (own.has(plainPhone(alias)) ? plainPhone(alias) : alias))),
    ];
    for (const alias of aliases) {
      if (own.has(alias)) continue;
      if (!nameSchema.safeParse(alias).success || /^[0-9.-]+$/.test(alias))
        throw new RelayError('invalid', `${alias} is neither a name nor your own address or number.`, {
          field: 'aliases',
        });
      if (await this.#context.storage.people.get(alias)) throw aliasTaken(alias);
    }
    return aliases;
  }

  get #store() {
    return this.#context.storage.addresses;
  }
}

const aliasTaken = (alias: string) =>
  new RelayError('conflict', `The name ${alias} is taken.`, { field: 'aliases' });
