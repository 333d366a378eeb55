import { hasRight } from './duties.ts';
import type { Facts } from './facts.ts';
import { isGuest } from './guest-rights.ts';
import type { Visibility } from './protocol.ts';

/** `find`: learn that they exist; `see`: their presence; `write`: in a conversation that both are in already. */
export type Deed = 'find' | 'see' | 'invite' | 'write' | 'message';

/**
 * Why not. `apart`: a barrier stands between them; `blocked`: by the subject, which the actor must not be able to tell
 * from silence; `blocking`: by the actor; `unseen` and `closed`: the subject shows themselves, or takes invitations from,
 * others alone.
 */
export type Refusal = 'apart' | 'blocked' | 'blocking' | 'unseen' | 'closed';

/** Whether one of two asks for help in this conversation, and the other one of the help desk gives it. */
type Helps = (conversation: string, one: string, other: string) => boolean;

/** The one place that decides who may do what to whom. Answers from memory; that the subject exists is not asked here. */
export class Rights {
  readonly #facts: Facts;
  readonly #visibility: (name: string) => Visibility;
  readonly #helps: Helps;

  constructor(facts: Facts, visibility: (name: string) => Visibility, helps: Helps = () => false) {
    this.#facts = facts;
    this.#visibility = visibility;
    this.#helps = helps;
  }

  /** `null`: nothing stands against it. `conversation`: where it would be done. */
  may(actor: string, deed: Deed, subject: string, conversation?: string): Refusal | null {
    if (actor === subject) return null;
    if (conversation !== undefined && this.#helps(conversation, actor, subject)) return null;
    if (this.isApart(actor, subject)) return 'apart';
    switch (deed) {
      case 'find':
        return null;
      case 'see':
        // Guests see of somebody's presence what their page says, and no more.
        if (isGuest(actor)) return 'unseen';
        if (this.#facts.blocks.has(subject, actor)) return 'blocked';
        return this.#isAmong(this.#visibility(subject), subject, actor) ? null : 'unseen';
      case 'invite':
        if (this.#facts.blocks.has(actor, subject)) return 'blocking';
        // Whom a guest reaches is the matter of that person's page, which was asked before.
        if (isGuest(actor)) return this.#facts.blocks.has(subject, actor) ? 'blocked' : null;
        // Before the block: somebody who is not let in anyway gets the same answer with and without one.
        return this.#closed(actor, subject);
      case 'write':
      case 'message':
        if (this.#facts.blocks.has(subject, actor) && !this.#administers(actor)) return 'blocked';
        return this.#facts.blocks.has(actor, subject) && !this.#administers(subject) ? 'blocking' : null;
    }
  }

  hasBlocked(one: string, other: string): boolean {
    return this.#facts.blocks.has(one, other);
  }

  /** Whether a barrier stands between any two of their groups; none stands before who administers. */
  isApart(one: string, other: string): boolean {
    if (this.#facts.barriers.size === 0 || this.#administers(one) || this.#administers(other)) return false;
    for (const group of this.#facts.groupsOf(one)) if (this.#facts.isBarred(other, group)) return true;
    return false;
  }

  /** Whether nothing that one of them does may reach the other by itself: typing, having read. */
  isParted(one: string, other: string): boolean {
    const { blocks } = this.#facts;
    return blocks.has(one, other) || blocks.has(other, one) || this.isApart(one, other);
  }

  /** Asked of each row of each board: nearly always nothing stands against it, whoever it is. */
  #closed(actor: string, subject: string): Refusal | null {
    const isClosed = !this.#isAmong(this.#facts.reaches.get(subject) ?? 'everyone', subject, actor);
    const refusal = isClosed ? 'closed' : this.#facts.blocks.has(subject, actor) ? 'blocked' : null;
    return refusal !== null && this.#administers(actor) ? null : refusal;
  }

  /** They reach everybody, and everybody whom they have reached may answer. */
  #administers(name: string): boolean {
    const person = this.#facts.people.get(name);
    return person !== undefined && hasRight(person, 'administer');
  }

  /** Whether `actor` is among those whom `subject` has named. */
  #isAmong(whom: Visibility, subject: string, actor: string): boolean {
    if (whom === 'everyone') return true;
    if (whom === 'nobody') return false;
    return whom === 'contacts' ? this.#facts.contacts.has(subject, actor) : this.#shareGroup(subject, actor);
  }

  #shareGroup(one: string, other: string): boolean {
    for (const group of this.#facts.groupsOf(one)) if (this.#facts.belongs(group, other)) return true;
    return false;
  }
}
