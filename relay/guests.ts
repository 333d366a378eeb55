import { type Context, publish } from './context.ts';
import { RelayError } from './errors.ts';
import { type Deed, isGuest, refuseGuest } from './guest-rights.ts';
import { randomId } from './ids.ts';
import type { Invitations } from './invitations.ts';
import type { LeftMessages } from './left-messages.ts';
import { type Invitation, limits } from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import type { LoggedEvent, StoredGuest } from './storage.ts';
import { digestOf } from './tokens.ts';

const lifeMs = 24 * 60 * 60_000;
/** So long it rings; then their words are left as a message. */
const ringMs = 5 * 60_000;
const banMs = 7 * 24 * 60 * 60_000;
/** Messages of one guest: as many as a person types. */
const sayingRate = { perSecond: 0.5, burst: 20 };
const onceShape = /^[A-Za-z0-9_-]{43}$/;

export interface Arrival {
  /** 256 random bits in base64url, made for the form: who sends it twice is the same guest. */
  once: string;
  /** The person, or the group as `@NAME`. */
  owner: string;
  /** Whom it rings for; the first who accepts takes it. */
  to: string[];
  display: string;
  contact: string | null;
  text: string;
  address: string;
}

/** People without an account, from their first words until the conversation is over. */
export class Guests {
  readonly #context: Context;
  readonly #invitations: Invitations;
  readonly #left: LeftMessages;
  readonly #saying: RateLimit;

  constructor(context: Context, invitations: Invitations, left: LeftMessages) {
    this.#context = context;
    this.#invitations = invitations;
    this.#left = left;
    this.#saying = new RateLimit({
      ...{ ...sayingRate, now: context.now },
      message: 'You have written much in a short time; wait a moment and try again.',
    });
  }

  /** Whether the owner of the address may be asked for was looked at before. `token`: what the guest comes back with. */
  async begin(arrival: Arrival): Promise<{ guest: string; token: string }> {
    const { once, owner, to, display, contact, text, address } = arrival;
    if (!onceShape.test(once))
      throw new RelayError('invalid', 'once is not what the form had.', { field: 'once' });
    const token = `hg_${once}`;
    const at = this.#context.now();
    const name = `~${randomId()}`;
    const conversation = randomId();
    const begun = await this.#store.begin(
      {
        ...{ name, display, owner, conversation, contact, address, at },
        ...{ digest: digestOf(token), expiresAt: at + lifeMs },
      },
      {
        ...{ id: randomId(), conversation, from: name, to, header: '', instruction: '', page: null },
        ...{ urgent: false, clientId: null, at, expiresAt: at + ringMs },
        message: { id: randomId(), clientId: randomId(), text },
      },
      this.#context.rules().guestsPerAddress,
    );
    if ('refused' in begun)
      throw new RelayError('limited', 'Too many conversations are open from here; try again later.');
    if (!begun.repeated) this.#context.audit.note(name, 'guest_came', owner, { address, to });
    publish(this.#context, begun);
    return { guest: begun.guest.name, token };
  }

  /** Who shows this token; `null` when it is unknown or over. */
  async byToken(token: string): Promise<StoredGuest | null> {
    if (!token.startsWith('hg_') || !onceShape.test(token.slice(3))) return null;
    const guest = await this.#store.byToken(digestOf(token));
    return guest && this.#isOpen(guest) ? guest : null;
  }

  /** When what a guest has open ends; `null` for all others. */
  async dayEnd(user: string): Promise<number | null> {
    return isGuest(user) ? ((await this.#store.get(user))?.expiresAt ?? null) : null;
  }

  /** Stands before everything that is done under a name. Throws unless a guest may do it, now and there. */
  async check(user: string, deed: Deed, input?: unknown): Promise<void> {
    if (!isGuest(user)) return;
    const guest = await this.#store.get(user);
    if (!guest || !this.#isOpen(guest)) throw new RelayError('forbidden', 'This visit is over.');
    refuseGuest(deed, input, guest.conversation);
    if (deed !== 'send') return;
    this.#saying.take(user);
    await this.#mustBeHeard(guest);
  }

  /** What a guest has done that has an end to it. */
  async done(user: string, deed: Deed): Promise<void> {
    if (deed === 'leave' && isGuest(user)) await this.#store.end(user, this.#context.now());
  }

  /** By somebody of the conversation. What the guest has open is closed. */
  async ban(user: string, name: string): Promise<Record<string, never>> {
    const guest = await this.#store.get(name);
    const conversation =
      guest && (await this.#context.storage.conversations.conversation(guest.conversation));
    const mine = conversation?.participants.find(participant => participant.name === user);
    if (!guest || !mine)
      throw new RelayError('unknown_person', 'There is no such guest.', { field: 'guest' });
    const { addresses, conversations } = this.#context.storage;
    const at = this.#context.now();
    await addresses.ban(guest.owner, guest.address, at + banMs);
    await this.#store.end(name, at);
    const invitation = await conversations.invitationTo(guest.conversation, name);
    if (invitation) await this.#invitations.withdrawOpen(invitation.id, name);
    const left = await conversations.leave(guest.conversation, name, at);
    if (left) publish(this.#context, left);
    this.#context.bus.publish({ kind: 'revoked', user: name });
    await this.#context.audit.record(user, 'guest_banned', name, {
      address: guest.address,
      owner: guest.owner,
    });
    return {};
  }

  /** What nobody answered is left as a message; what one has taken rings for nobody else. */
  hear(events: LoggedEvent[]): void {
    for (const { user, event } of events) {
      if (event.kind !== 'invitation' || event.invitation.from.name !== user || !isGuest(user)) continue;
      void this.#settle(event.invitation).catch(error =>
        this.#context.log.warn({ err: error }, 'what a guest wanted could not be settled'),
      );
    }
  }

  async #settle(invitation: Invitation): Promise<void> {
    const guest = await this.#store.get(invitation.from.name);
    if (!guest) return;
    const has = (...states: string[]) => invitation.to.some(({ state }) => states.includes(state));
    if (has('accepted') && has('pending', 'shown'))
      await this.#invitations.withdrawOpen(invitation.id, guest.name);
    if (has('accepted', 'pending', 'shown') || !has('expired')) return;
    const text = await this.#words(guest);
    const { page } = await this.#context.storage.addresses.get(guest.owner);
    if (text === '' || page?.messages === false) return;
    for (const { name } of invitation.to.filter(({ state }) => state === 'expired')) {
      await this.#left.leaveAsGuest({
        ...{ owner: name, display: guest.display, contact: guest.contact, text },
        group: guest.owner.startsWith('@') ? guest.owner.slice(1) : null,
        clientId: `${invitation.id}-${name}`,
      });
    }
  }

  async #words(guest: StoredGuest): Promise<string> {
    const messages = await this.#context.storage.conversations.messages(guest.conversation, { limit: 50 });
    return messages
      .map(({ text }) => text)
      .join('\n')
      .slice(0, limits.leftChars)
      .toWellFormed()
      .trim();
  }

  /** Nothing is taken that nobody would ever read. */
  async #mustBeHeard({ name, conversation: id }: StoredGuest): Promise<void> {
    const conversation = await this.#context.storage.conversations.conversation(id);
    const others = conversation?.participants.filter(participant => participant.name !== name) ?? [];
    if (others.every(({ state }) => state === 'left'))
      throw new RelayError('conversation_left', 'Nobody else is in this conversation any more.');
  }

  #isOpen({ endedAt, expiresAt }: StoredGuest): boolean {
    return endedAt === null && expiresAt > this.#context.now();
  }

  get #store() {
    return this.#context.storage.guests;
  }
}
