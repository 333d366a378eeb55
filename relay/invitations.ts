import type { z } from 'zod';
import { type Context, publish, tellMine } from './context.ts';
import { RelayError } from './errors.ts';
import { isGuest } from './guest-rights.ts';
import { randomId } from './ids.ts';
import type { Previews } from './previews.ts';
import {
  type Conversation,
  type commandInputs,
  type Invitation,
  type InvitationState,
  type Invitee,
  limits,
} from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import type { Refusal } from './rights.ts';
import type { Snoozes } from './snoozes.ts';
import type { InviteeMove, NewInvitation } from './storage.ts';

type InviteInput = z.output<typeof commandInputs.invite>;
type AddInput = z.output<typeof commandInputs.add>;
interface Which {
  invitation: string;
}

/** Invitees: usually as many at once as two large invitations, then one every two seconds. */
const rateOf = (perMinute: number) => ({ perSecond: perMinute / 60, burst: 10 + 3 * perMinute });

const openStates: InvitationState[] = ['pending', 'shown'];
const isOpen = ({ state }: Invitee) => openStates.includes(state);
const unknown = () => new RelayError('unknown_invitation', 'There is no such invitation for you.');

/** The rules of inviting: who may invite whom, and how an invitation moves from state to state. */
export class Invitations {
  readonly #context: Context;
  readonly #snoozes: Snoozes;
  readonly #previews: Previews;
  #rate: RateLimit;
  #perMinute: number;

  constructor(context: Context, snoozes: Snoozes, previews: Previews) {
    this.#context = context;
    this.#snoozes = snoozes;
    this.#previews = previews;
    this.#perMinute = context.rules().invitationsPerMinute;
    this.#rate = this.#makeRate();
  }

  /** Throws `limited` where somebody invites too many. */
  count(user: string, invitees: number): void {
    const { invitationsPerMinute } = this.#context.rules();
    if (invitationsPerMinute !== this.#perMinute) {
      this.#perMinute = invitationsPerMinute;
      this.#rate = this.#makeRate();
    }
    this.#rate.take(user, invitees);
  }

  #makeRate(): RateLimit {
    return new RateLimit({
      ...{ ...rateOf(this.#perMinute), now: this.#context.now },
      message: 'You have invited many people in a short time; wait a minute and try again.',
    });
  }

  async invite(from: string, input: InviteInput): Promise<Invitation> {
    const to = await this.#reachable(from, input.to);
    this.#mustMeet(to, []);
    const { header, instruction, page, urgent, clientId } = input;
    const at = this.#context.now();
    const message =
      input.message.trim() === ''
        ? null
        : { id: randomId(), clientId: clientId ?? randomId(), text: input.message };
    return this.#write({
      ...{
        id: randomId(),
        conversation: randomId(),
        from,
        to,
        hidden: this.#hidden(from, to),
        header,
        instruction,
        page,
        urgent,
        message,
        at,
      },
      clientId: clientId ?? null,
      expiresAt: at + this.#context.rules().invitationLifeMs,
    });
  }

  /** Asks more people into a conversation that `from` has joined; those who are in it already are left out. */
  async inviteInto(
    from: string,
    { id, header, participants }: Conversation,
    input: AddInput,
  ): Promise<Invitation> {
    const to = await this.#reachable(from, input.to);
    const present = participants.filter(({ state }) => state !== 'left').map(({ name }) => name);
    this.#mustMeet(to, present);
    const at = this.#context.now();
    return this.#write({
      ...{ id: randomId(), conversation: id, from, to, header, at, page: null, urgent: false, message: null },
      hidden: this.#hidden(from, to),
      instruction: input.instruction,
      clientId: input.clientId ?? null,
      expiresAt: at + this.#context.rules().invitationLifeMs,
      into: { max: limits.participants },
    });
  }

  /** Tells the inviter that it stands on the invitee's screen. */
  async show(user: string, { invitation: id }: Which): Promise<Invitation> {
    const { invitation } = await this.#asInvitee(user, id);
    return (await this.#shown(user, invitation)) ?? invitation;
  }

  accept(user: string, { invitation }: Which): Promise<Invitation> {
    return this.#answer(user, invitation, 'accepted');
  }

  decline(user: string, { invitation }: Which): Promise<Invitation> {
    return this.#answer(user, invitation, 'declined');
  }

  /** Puts it off; it counts as shown meanwhile. */
  async later(user: string, { invitation: id }: Which, session?: string): Promise<{ until: number }> {
    const { invitation, own } = await this.#asInvitee(user, id);
    if (!isOpen(own) || (await this.#expire(invitation))) throw over();
    await this.#shown(user, invitation);
    const until = this.#context.now() + this.#context.snoozeMs;
    await this.#store.snooze(id, user, until);
    this.#snoozes.add({ user, invitation: id, until });
    tellMine(this.#context, user, { snoozed: await this.#snoozes.of(user) }, session);
    return { until };
  }

  async withdraw(user: string, { invitation: id }: Which): Promise<Invitation> {
    const invitation = await this.#visible(user, id);
    if (invitation.from.name !== user) {
      throw new RelayError('forbidden', 'Only who sent the invitation may withdraw it.');
    }
    const withdrawn = (await this.#expire(invitation)) ? null : await this.withdrawOpen(id, user);
    if (withdrawn) return withdrawn;
    // A retry of what was done gets the same answer.
    const now = await this.#visible(user, id);
    if (now.to.some(({ state }) => state === 'withdrawn')) return now;
    throw over();
  }

  /** `null`: nobody was left to withdraw it from. */
  async withdrawOpen(id: string, user: string): Promise<Invitation | null> {
    const moved = await this.#move({ invitation: id, user: null, from: openStates, to: 'withdrawn' });
    if (moved) this.#context.audit.note(user, 'invitation_withdrawn', id);
    return moved;
  }

  /** What this person's invitations into a conversation have open. */
  async withdrawAll(user: string, conversation: string): Promise<void> {
    for (const { id, ...invitation } of await this.#store.invitations(user, openStates)) {
      if (invitation.conversation === conversation && invitation.from.name === user) {
        await this.withdrawOpen(id, user);
      }
    }
  }

  /** Ends what is open of an invitation whose time is over. */
  async expire(id: string): Promise<void> {
    const moved = await this.#move({ invitation: id, user: null, from: openStates, to: 'expired' });
    if (moved) this.#context.audit.note(moved.from.name, 'invitation_expired', id);
  }

  async #answer(user: string, id: string, to: 'accepted' | 'declined'): Promise<Invitation> {
    const { invitation, own } = await this.#asInvitee(user, id);
    if (own.state === to) return invitation;
    // A guest rings for several, and the first takes it.
    const isTaken = isGuest(invitation.from.name) && invitation.to.some(({ state }) => state === 'accepted');
    if (isTaken && to === 'accepted') throw over();
    if (to === 'accepted') await this.#mustNotBeKept(user, invitation);
    const moved = (await this.#expire(invitation))
      ? null
      : await this.#move({ invitation: id, user, from: openStates, to });
    if (moved) {
      this.#context.audit.note(user, `invitation_${to}`, id);
      return moved;
    }
    // Two tabs may have answered the same at once.
    const now = await this.#asInvitee(user, id);
    if (now.own.state === to) return now.invitation;
    throw over();
  }

  /** From who asks, or from who has come meanwhile. */
  async #mustNotBeKept(user: string, { from, conversation: id }: Invitation): Promise<void> {
    const conversation = await this.#store.conversation(id);
    const joined = conversation?.participants.filter(({ state }) => state === 'joined') ?? [];
    const others = [from.name, ...joined.map(({ name }) => name)];
    if (others.some(name => this.#context.rights.isApart(user, name))) throw kept();
  }

  /** Whom the invitee has blocked since is not told that they are there. */
  async #shown(user: string, { id, from }: Invitation): Promise<Invitation | null> {
    if (this.#context.rights.hasBlocked(user, from.name)) return null;
    return this.#move({ invitation: id, user, from: ['pending'], to: 'shown' });
  }

  async #move(move: Omit<InviteeMove, 'at'>): Promise<Invitation | null> {
    const moved = await this.#store.move({ ...move, at: this.#context.now() });
    return moved ? publish(this.#context, moved) : null;
  }

  /** Whether its time is over, though the sweep may not have come by yet. */
  async #expire(invitation: Invitation): Promise<boolean> {
    if (this.#context.now() < invitation.expiresAt) return false;
    await this.expire(invitation.id);
    return true;
  }

  async #write(made: NewInvitation): Promise<Invitation> {
    const written = await this.#store.invite(made);
    if ('refused' in written && written.refused !== 'reused') throw notInto[written.refused]();
    if ('refused' in written || (written.repeated && !isSame(written.value, made))) {
      throw new RelayError('conflict', 'This clientId was used for something else.', { field: 'clientId' });
    }
    const { id, to } = written.value;
    if (!written.repeated) {
      this.#context.counts.invitations++;
      this.#context.audit.note(made.from, 'invited', id, { to: to.map(({ name }) => name) });
      const first = written.events.find(({ event }) => event.kind === 'message')?.event;
      if (first?.kind === 'message') this.#previews.consider(first.message);
    }
    return publish(this.#context, written);
  }

  async #reachable(from: string, asked: string[]): Promise<string[]> {
    const names = [...new Set(asked)];
    if (names.includes(from)) throw new RelayError('invalid', 'You cannot invite yourself.', { field: 'to' });
    const people = await this.#context.storage.people.getMany(names);
    const reachable = new Set(people.filter(({ disabled }) => !disabled).map(({ name }) => name));
    const missing = names.filter(name => !reachable.has(name));
    if (missing.length > 0) throw nobody(missing);
    this.#mustBeAllowed(from, names);
    this.count(from, names.length);
    return names;
  }

  /** Whoever has blocked `from` is no hindrance: it must look as if they were away. */
  #mustBeAllowed(from: string, names: string[]): void {
    const refused = (why: Refusal) =>
      names.filter(name => this.#context.rights.may(from, 'invite', name) === why);
    const apart = refused('apart');
    if (apart.length > 0) throw nobody(apart);
    const blocking = refused('blocking').join(', ');
    if (blocking) throw new RelayError('forbidden', `You have blocked ${blocking}.`, { field: 'to' });
    const closed = refused('closed').join(', ');
    if (closed)
      throw new RelayError('forbidden', `${closed} takes no invitations from you.`, { field: 'to' });
  }

  /** No barrier may stand between any two of a conversation. */
  #mustMeet(to: string[], present: string[]): void {
    const all = [...new Set([...to, ...present])];
    for (const one of to) {
      const other = all.find(name => this.#context.rights.isApart(one, name));
      if (other === undefined) continue;
      const message = `A barrier set by an administrator keeps ${one} and ${other} apart.`;
      throw new RelayError('forbidden', message, { field: 'to' });
    }
  }

  #hidden(from: string, to: string[]): string[] {
    return to.filter(name => this.#context.rights.may(from, 'invite', name) === 'blocked');
  }

  async #visible(user: string, id: string): Promise<Invitation> {
    const invitation = await this.#store.invitation(id);
    const concerns = invitation?.from.name === user || invitation?.to.some(({ name }) => name === user);
    if (!invitation || !concerns) throw unknown();
    return invitation;
  }

  async #asInvitee(user: string, id: string): Promise<{ invitation: Invitation; own: Invitee }> {
    const invitation = await this.#visible(user, id);
    const own = invitation.to.find(({ name }) => name === user);
    if (!own) throw new RelayError('forbidden', 'Only who was invited may do this.');
    return { invitation, own };
  }

  get #store() {
    return this.#context.storage.conversations;
  }
}

const nobody = (names: string[]) =>
  new RelayError('unknown_person', `There is nobody called ${names.join(', ')}.`, { field: 'to' });

/** What somebody hears on the other side of a barrier who was already in touch. */
export const kept = () =>
  new RelayError(
    'forbidden',
    'A barrier set by an administrator keeps you from people in this conversation.',
  );

const over = () =>
  new RelayError('invitation_over', 'The invitation was already answered, withdrawn, or has expired.');

const notInto = {
  left: () => new RelayError('conversation_left', 'You have left this conversation.'),
  present: () =>
    new RelayError('conflict', 'They are in this conversation, or invited to it, already.', { field: 'to' }),
  full: () =>
    new RelayError('limited', `A conversation holds at most ${limits.participants} people.`, { field: 'to' }),
};

/** Of those who are asked into a conversation some may have been in it already. */
const isSame = (made: Invitation, { conversation, header, instruction, to, into }: NewInvitation) =>
  made.instruction === instruction &&
  made.to.every(({ name }) => to.includes(name)) &&
  (into ? made.conversation === conversation : made.header === header && made.to.length === to.length);
