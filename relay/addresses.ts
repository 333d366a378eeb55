import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
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
  ...{ on: true, presence: true, chat: true, messages: true, about: '', hours: [], zone: 'UTC' },
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

  constructor(context: Context, passwords: Passwords) {
    this.#context = context;
    this.#passwords = passwords;
  }

  async of(owner: string): Promise<AddressSettings> {
    const [{ page, password, aliases }, keys] = await Promise.all([
      this.#store.get(owner),
      this.#store.keys(owner, this.#context.now()),
    ]);
    return { ...firstPage, ...page, hasPassword: password !== null, aliases, keys };
  }

  async change(owner: string, changes: Input<'changeAddress'>): Promise<AddressSettings> {
    const { password: typed, aliases: asked, ...page } = changes;
    const before = await this.#store.get(owner);
    const aliases = asked ? await this.#allowed(owner, asked) : before.aliases;
    const password =
      typed === undefined ? before.password : typed === null ? null : await this.#passwords.hash(typed);
    const { taken } = await this.#store.save(owner, {
      page: { ...firstPage, ...before.page, ...page },
      ...{ password, aliases },
    });
    if (taken !== null) throw aliasTaken(taken);
    this.#context.audit.note(owner, 'address_changed', owner, { fields: Object.keys(changes) });
    return this.of(owner);
  }

  async makeKey(
    owner: string,
    { kind, label, hours }: Input<'makeAddressKey'>,
  ): Promise<AddressKey & { secret: string }> {
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
    this.#context.audit.note(owner, 'address_key_made', key.id, { kind });
    return { ...key, secret };
  }

  async removeKey(owner: string, { id }: { id: string }): Promise<Record<string, never>> {
    await this.#store.removeKey(owner, id);
    return {};
  }

  /** Names that are nobody's, and what of one's own profile looks like no name. */
  async #allowed(owner: string, asked: string[]): Promise<string[]> {
    const me = await this.#context.storage.people.get(owner);
    const own = new Set([
      me?.email?.toLowerCase(),
      ...[me?.phone, me?.mobile].map(it => plainPhone(it ?? '')),
    ]);
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
