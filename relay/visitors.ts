import { createHash } from 'node:crypto';
import { z } from 'zod';
import { firstPage, keyDigest, plainPhone } from './addresses.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { Guests } from './guests.ts';
import type { LeftMessages } from './left-messages.ts';
import type { Passwords } from './password.ts';
import type { PreferenceBook } from './preferences.ts';
import type { Presence } from './presence.ts';
import { checked } from './problems.ts';
import { trimmedLine } from './protocol/words.ts';
import {
  type AddressPage,
  limits,
  nameSchema,
  type OpenAddress,
  type PresenceState,
  someText,
} from './protocol.ts';
import { quietAt } from './quiet-hours.ts';
import type { Visit, Visiting } from './relay.ts';
import type { StoredAddress, StoredPerson } from './storage.ts';
import { placeOf, VisitorLimits } from './visitor-limits.ts';

export interface VisitorParts {
  presence: Presence;
  preferences: PreferenceBook;
  passwords: Passwords;
  guests: Guests;
  left: LeftMessages;
}

interface Found {
  owner: string;
  person: StoredPerson;
  stored: StoredAddress;
  page: AddressPage;
  opened: boolean;
}

const wordsSchema = z.object({
  display: trimmedLine(limits.displayChars).refine(value => value !== '', 'is empty'),
  contact: trimmedLine(limits.contactChars).transform(value => value || null),
  text: someText(limits.leftChars),
  once: z.string().max(64, 'is too long'),
});

const there: readonly PresenceState[] = ['online', 'idle', 'away', 'browsing'];
const nobody = () => new RelayError('unknown_person', 'There is nobody at this address.');
const freeGuesses = { place: 5, owner: 20 };

/**
 * Everything that people without an account may ask of an address. A name that nobody has, one whose owner is hidden, and
 * one whose owner has banned the visitor get the same answers by the same steps.
 */
export class Visitors implements Visiting {
  readonly #context: Context;
  readonly #parts: VisitorParts;
  readonly #limits: VisitorLimits;
  readonly #guesses: { place: AttemptLimiter; owner: AttemptLimiter };

  constructor(context: Context, parts: VisitorParts) {
    this.#context = context;
    this.#parts = parts;
    this.#limits = new VisitorLimits(context.now);
    this.#guesses = {
      place: new AttemptLimiter({ now: context.now, free: freeGuesses.place }),
      owner: new AttemptLimiter({ now: context.now, free: freeGuesses.owner }),
    };
  }

  /** The page of a person by name or alias; `name` in it is the true one. `null`: nobody, as far as this visitor is told. */
  async open(typed: string, visit: Visit): Promise<OpenAddress | null> {
    const place = placeOf(visit.address);
    this.#limits.check('miss', place);
    this.#limits.take('look', place);
    const found = await this.#find(typed, visit);
    if (!found) {
      this.#limits.take('miss', place);
      return null;
    }
    return this.#isLocked(found) ? lockedView(found) : this.#view(found);
  }

  /** Rings for somebody who is there. `once`: random, made for the form. */
  async talk(typed: string, input: unknown, visit: Visit): Promise<{ guest: string; token: string }> {
    const found = await this.#reach(typed, visit);
    if (!this.#view(found).chat)
      throw new RelayError('forbidden', 'They are not there now; you can leave a message.');
    const words = checked(wordsSchema, input);
    this.#takeWrite(found, visit);
    const address = placeOf(visit.address);
    return this.#parts.guests.begin({ ...words, owner: found.owner, to: [found.owner], address });
  }

  async leave(typed: string, input: unknown, visit: Visit): Promise<void> {
    const found = await this.#reach(typed, visit);
    if (!found.page.messages) throw new RelayError('forbidden', 'They take no messages here.');
    const { once, ...words } = checked(wordsSchema, input);
    this.#takeWrite(found, visit);
    await this.#parts.left.leaveAsGuest({
      ...{ ...words, owner: found.owner, group: null },
      clientId: createHash('sha256').update(once).digest('base64url'),
    });
  }

  /** A proof for later visits when the password or PIN is right, else `null`. Wrong ones are slowed by place and by page. */
  async unlock(typed: string, secret: string, visit: Visit): Promise<string | null> {
    const place = placeOf(visit.address);
    this.#limits.check('miss', place);
    const found = await this.#find(typed, visit);
    if (!found || !this.#isLocked(found)) throw nobody();
    const { owner, stored } = found;
    const waitMs = Math.max(this.#guesses.place.waitMs(place), this.#guesses.owner.waitMs(owner));
    if (waitMs > 0) throw new RelayError('limited', 'Too many attempts; wait and try again.');
    this.#guesses.place.begin(place);
    this.#guesses.owner.begin(owner);
    const { passwords } = this.#parts;
    const isRight =
      (await passwords.verify(secret.slice(0, 200), stored.password)) ||
      (await this.#takesPin(owner, secret));
    if (!isRight) return null;
    this.#guesses.place.forget(place);
    this.#guesses.owner.undo(owner);
    return proofOf(owner, stored);
  }

  /** Whose page a link leads to, with the proof that opens it; `null` when it is unknown or over. */
  async follow(secret: string, visit: Visit): Promise<{ name: string; proof: string } | null> {
    const place = placeOf(visit.address);
    this.#limits.check('miss', place);
    this.#limits.take('look', place);
    const key = { kind: 'link', digest: keyDigest('link', '', secret), now: this.#context.now() } as const;
    const owner = await this.#addresses.openKey(key);
    const found = owner === null ? null : await this.#find(owner, { ...visit, proof: 'link' }, true);
    if (!found) {
      this.#limits.take('miss', place);
      return null;
    }
    return { name: found.owner, proof: proofOf(found.owner, found.stored) };
  }

  /** The guest who shows this token. `null`: nobody, or it is over. */
  async guest(token: string): Promise<{ name: string; owner: string; display: string } | null> {
    const guest = await this.#parts.guests.byToken(token);
    return guest && { name: guest.name, owner: guest.owner, display: guest.display };
  }

  /** Each question is asked whatever the one before it brought, so that time tells nothing either. */
  async #find(typed: string, { address, proof }: Visit, byLink = false): Promise<Found | null> {
    const asked = typed.trim().toLowerCase().slice(0, 254);
    const { people } = this.#context.storage;
    const name = nameSchema.safeParse(asked).data ?? '';
    const [named, aliased] = await Promise.all([
      people.get(name),
      this.#addresses.ownerOf(/^[+0-9 ()/.-]+$/.test(asked) ? plainPhone(asked) : asked),
    ]);
    const owner = named?.name ?? aliased ?? name;
    const [person, stored, isBanned] = await Promise.all([
      people.get(owner),
      this.#addresses.get(owner),
      this.#addresses.isBanned(owner, placeOf(address), this.#context.now()),
    ]);
    if (!person || person.disabled || isBanned) return null;
    const page = { ...firstPage, ...stored.page };
    const opened = byLink || (proof !== null && proof === proofOf(owner, stored));
    return page.on || opened ? { owner, person, stored, page, opened } : null;
  }

  async #reach(typed: string, visit: Visit): Promise<Found> {
    this.#limits.check('miss', placeOf(visit.address));
    const found = await this.#find(typed, visit);
    if (!found || this.#isLocked(found)) {
      this.#limits.take('miss', placeOf(visit.address));
      throw nobody();
    }
    return found;
  }

  #takeWrite({ owner }: Found, { address }: Visit): void {
    this.#limits.check('receive', owner);
    this.#limits.take('write', placeOf(address));
    this.#limits.take('receive', owner);
  }

  async #takesPin(owner: string, secret: string): Promise<boolean> {
    if (!/^\d{6}$/.test(secret)) return false;
    const digest = keyDigest('pin', owner, secret);
    return (await this.#addresses.openKey({ kind: 'pin', digest, now: this.#context.now() })) === owner;
  }

  #isLocked({ stored, opened }: Found): boolean {
    return stored.password !== null && !opened;
  }

  #view({ owner, person, page }: Found): OpenAddress {
    const { presence, preferences } = this.#parts;
    const shown = page.presence && preferences.of(owner).visibility === 'everyone';
    const state = presence.state(owner);
    // Who does not show whether they are there is rung for, so that an answer alone tells.
    const isThere = shown ? there.includes(state) : state !== 'dnd';
    return {
      ...{ kind: 'person', name: owner, display: person.display, about: page.about },
      presence: shown ? state : null,
      chat: page.chat && isThere && this.#isOpenNow(page),
      ...{ messages: page.messages, hours: page.hours, zone: page.zone, locked: false },
    };
  }

  #isOpenNow({ hours, zone }: AddressPage): boolean {
    if (hours.length === 0) return true;
    const { preferences } = this.#parts;
    const weekly = { ...preferences.of(''), dnd: 'off', schedule: hours, zone } as const;
    return quietAt(weekly, this.#context.now()).isQuiet;
  }

  get #addresses() {
    return this.#context.storage.addresses;
  }
}

/** Void as soon as the password is another one; it says nothing about it. */
const proofOf = (owner: string, { password }: StoredAddress): string =>
  createHash('sha256')
    .update(`${owner}\n${password ?? ''}`)
    .digest('base64url');

const lockedView = ({ owner }: Found): OpenAddress => ({
  ...{ kind: 'person', name: owner, display: owner, about: '', presence: null },
  ...{ chat: false, messages: false, hours: [], zone: 'UTC', locked: true },
});
