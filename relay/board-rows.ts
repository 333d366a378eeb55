import type { Facts } from './facts.ts';
import type { Presence } from './presence.ts';
import type { BoardRow, Obstacle, PresenceState, Way } from './protocol.ts';
import type { Rights } from './rights.ts';

const order = new Intl.Collator();

export interface BoardRowsParts {
  facts: Facts;
  rights: Rights;
  presence: Pick<Presence, 'state'>;
  /** What somebody says of themselves at present. */
  note(name: string): string | null;
}

/** People as rows of a board, each as one person may see another. */
export class BoardRows {
  readonly #parts: BoardRowsParts;

  constructor(parts: BoardRowsParts) {
    this.#parts = parts;
  }

  /** `null`: for this viewer there is nobody of that name. */
  row(viewer: string, name: string): BoardRow | null {
    const { rights, presence } = this.#parts;
    if (rights.may(viewer, 'find', name) !== null) return null;
    const isSeen = rights.may(viewer, 'see', name) === null;
    return this.#drawn(viewer, name, isSeen ? presence.state(name) : null);
  }

  /** For a viewer who may see their presence, which is known. `null`: they do not, or it is nobody. */
  seen(viewer: string, name: string, presence: PresenceState): BoardRow | null {
    // Whom one may see one may find.
    return this.#parts.rights.may(viewer, 'see', name) === null ? this.#drawn(viewer, name, presence) : null;
  }

  /** `seen`: `null` for a viewer who sees no presence of theirs. */
  #drawn(viewer: string, name: string, seen: PresenceState | null): BoardRow | null {
    const { facts, note } = this.#parts;
    const person = facts.people.get(name);
    if (!person || person.disabled) return null;
    const presence = seen ?? 'offline';
    const contact = facts.contacts.get(viewer, name);
    return {
      ...{ name, display: person.display, presence },
      note: seen === null ? null : note(name),
      picture: person.picture,
      contact: contact !== undefined,
      favourite: contact?.favourite ?? false,
      notify: facts.waits.has(viewer, name),
      ways: this.#ways(viewer, name, presence, person),
    };
  }

  /** Those whom the viewer may find, in the order of their display names. */
  sorted(viewer: string, names: Iterable<string>): string[] {
    const { facts, rights } = this.#parts;
    return Array.from(names)
      .filter(name => facts.people.get(name)?.disabled === false && rights.may(viewer, 'find', name) === null)
      .sort((a, b) => this.compare(a, b));
  }

  compare(one: string, other: string): number {
    const display = (name: string) => this.#parts.facts.people.get(name)?.display ?? name;
    return order.compare(display(one), display(other)) || (one < other ? -1 : Number(one > other));
  }

  #ways(
    viewer: string,
    name: string,
    presence: PresenceState,
    { phone, mobile }: { phone: string | null; mobile: string | null },
  ): Record<Way, Obstacle | null> {
    const refusal = this.#parts.rights.may(viewer, 'invite', name);
    const blocked = refusal === 'blocking' ? 'blocked' : null;
    // Who has blocked the viewer looks like somebody who is not there, and is offline in their eyes already.
    const closed = blocked ?? (refusal === 'closed' ? 'closed' : null);
    return {
      chat: closed ?? (presence === 'offline' || presence === 'dnd' ? presence : null),
      message: blocked,
      call: blocked ?? 'not_yet',
      phone: phone ? 'not_yet' : 'no_number',
      mobile: mobile ? 'not_yet' : 'no_number',
    };
  }
}
