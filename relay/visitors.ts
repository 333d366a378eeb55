import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Addresses, keyDigest, plainPhone } from './addresses.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Guests } from './guests.ts';
import type { KnownPlaces } from './known-places.ts';
import type { LeftMessages } from './left-messages.ts';
import type { Passwords } from './password.ts';
import type { Pictures } from './pictures.ts';
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
import type { OpenedFile, Visit, Visiting } from './relay.ts';
import type { StoredAddress } from './storage.ts';
import { placeOf, VisitorLimits } from './visitor-limits.ts';

export interface VisitorParts {
  places: Pick<KnownPlaces, 'peopleAt'>;
  presence: Presence;
  preferences: PreferenceBook;
  passwords: Passwords;
  facts: Facts;
  addresses: Addresses;
  guests: Guests;
  left: LeftMessages;
  pictures: Pick<Pictures, 'contentOf'>;
}

interface Found {
  /** A person, or a group as `@NAME`. */
  owner: string;
  display: string;
  /** Version of their picture, if they have one. */
  picture: string | null;
  /** Those for whom it rings. */
  rings: string[];
  stored: StoredAddress;
  page: AddressPage;
  opened: boolean;
}

/** What turns the direction of text, or shows as nothing; joiners belong to words of some scripts. */
const misleading = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

const wordsSchema = z.object({
  display: trimmedLine(limits.displayChars)
    .refine(value => value !== '', 'is empty')
    .refine(value => !misleading.test(value), 'contains invisible characters'),
  contact: trimmedLine(limits.contactChars).transform(value => value || null),
  text: someText(limits.leftChars),
  once: z.string().max(64, 'is too long'),
});

const there: readonly PresenceState[] = ['online', 'idle', 'away', 'browsing'];
/** More of a group's members are not asked at once. */
const maxRung = 20;
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

  /** The page of a person by name or alias, or of a group as `@NAME`; `name` in it is the true one. `null`: nobody, as far as this visitor is told. */
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

  /** The picture on that page. `null`: there is none for this visitor, whatever the reason. */
  async picture(typed: string, visit: Visit): Promise<OpenedFile | null> {
    const place = placeOf(visit.address);
    this.#limits.check('miss', place);
    this.#limits.take('look', place);
    const found = await this.#find(typed, visit);
    if (!found) this.#limits.take('miss', place);
    if (!found || this.#isLocked(found) || !found.page.picture) return null;
    return this.#parts.pictures.contentOf(found.owner, found.picture);
  }

  /** Rings for somebody who is there. `once`: random, made for the form. */
  async talk(typed: string, input: unknown, visit: Visit): Promise<{ guest: string; token: string }> {
    const found = await this.#reach(typed, visit);
    if (!this.#view(found).chat)
      throw new RelayError('forbidden', 'They are not there now; you can leave a message.');
    const words = checked(wordsSchema, input);
    this.#takeWrite(found, visit);
    const address = placeOf(visit.address);
    return this.#parts.guests.begin({ ...words, owner: found.owner, to: found.rings, address });
  }

  async leave(typed: string, input: unknown, visit: Visit): Promise<void> {
    const found = await this.#reach(typed, visit);
    if (!found.page.messages) throw new RelayError('forbidden', 'They take no messages here.');
    const { once, ...words } = checked(wordsSchema, input);
    this.#takeWrite(found, visit);
    const group = groupIn(found.owner);
    for (const owner of group === null ? [found.owner] : this.#ownersOf(group)) {
      const clientId = createHash('sha256').update(`${once} ${owner}`).digest('base64url');
      await this.#parts.left.leaveAsGuest({ ...words, owner, group, clientId });
    }
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
    const owner = asked.startsWith('@') ? asked : (named?.name ?? aliased ?? name);
    const [person, stored, isBanned] = await Promise.all([
      people.get(owner),
      this.#addresses.get(owner),
      this.#addresses.isBanned(owner, placeOf(address), this.#context.now()),
    ]);
    const group = groupIn(owner);
    const subject = group === null ? (person?.disabled ? null : person) : this.#parts.facts.groups.get(group);
    if (!subject || isBanned || this.#isApart(owner, placeOf(address))) return null;
    const page = this.#parts.addresses.pageOf(owner, stored.page);
    const opened = byLink || (proof !== null && proof === proofOf(owner, stored));
    if (!page.on && !opened) return null;
    const rings = group === null ? [owner] : await this.#thereOf(group);
    const picture = group === null ? (person?.picture ?? null) : null;
    return { owner, display: subject.display, picture, rings, stored, page, opened };
  }

  /** A barrier holds for strangers, too, who come from where somebody of the other side has just been. */
  #isApart(owner: string, place: string): boolean {
    const { facts, places } = this.#parts;
    if (facts.barriers.size === 0) return false;
    const group = groupIn(owner);
    return places
      .peopleAt(place)
      .some(user =>
        group === null ? this.#context.rights.isApart(owner, user) : facts.isBarred(user, group),
      );
  }

  /** Members who show to strangers that they are there, and take conversations with them. */
  async #thereOf(group: string): Promise<string[]> {
    const { facts, presence, preferences, addresses } = this.#parts;
    const visible = [...facts.members.of(group).keys()].filter(
      name =>
        facts.belongs(group, name) &&
        there.includes(presence.state(name)) &&
        preferences.of(name).visibility === 'everyone',
    );
    const asked = visible.slice(0, maxRung);
    const pages = await Promise.all(asked.map(name => this.#addresses.get(name)));
    return asked.filter((name, at) => {
      const page = addresses.pageOf(name, pages[at]!.page);
      return page.on && page.presence && page.chat;
    });
  }

  #ownersOf(group: string): string[] {
    const { members } = this.#parts.facts;
    return [...members.of(group)].filter(([, role]) => role === 'owner').map(([name]) => name);
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

  #view({ owner, display, picture, rings, page }: Found): OpenAddress {
    const { presence, preferences } = this.#parts;
    const group = groupIn(owner);
    const shown = page.presence && (group !== null || preferences.of(owner).visibility === 'everyone');
    const state = group === null ? presence.state(owner) : rings.length > 0 ? 'online' : 'offline';
    // Who does not show whether they are there is rung for whatever they are, so that an answer alone tells.
    const isThere = shown || group !== null ? there.includes(state) : true;
    return {
      ...{ kind: group === null ? 'person' : 'group', name: group ?? owner, display, about: page.about },
      presence: shown ? state : null,
      picture: page.picture ? picture : null,
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

const groupIn = (owner: string): string | null => (owner.startsWith('@') ? owner.slice(1) : null);

/** Void as soon as the password is another one; it says nothing about it. */
const proofOf = (owner: string, { password }: StoredAddress): string =>
  createHash('sha256')
    .update(`${owner}\n${password ?? ''}`)
    .digest('base64url');

const lockedView = ({ owner }: Found): OpenAddress => ({
  ...{ kind: groupIn(owner) === null ? 'person' : 'group', name: groupIn(owner) ?? owner },
  ...{ display: groupIn(owner) ?? owner, about: '', presence: null, picture: null },
  ...{ chat: false, messages: false, hours: [], zone: 'UTC', locked: true },
});
