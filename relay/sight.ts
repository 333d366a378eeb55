import type { Presence } from './presence.ts';
import type { PresenceState } from './protocol.ts';
import type { Rights } from './rights.ts';

/** What one person sees of another's presence; whoever may not see it sees somebody who is not there. */
export class Sight {
  readonly #rights: Rights;
  readonly #presence: Pick<Presence, 'state'>;

  constructor(rights: Rights, presence: Pick<Presence, 'state'>) {
    this.#rights = rights;
    this.#presence = presence;
  }

  state(viewer: string, name: string): PresenceState {
    return this.#rights.may(viewer, 'see', name) === null ? this.#presence.state(name) : 'offline';
  }
}
