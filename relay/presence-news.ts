import type { Context } from './context.ts';
import { isGuest } from './guest-rights.ts';
import type { Presence } from './presence.ts';
import type { PresenceState } from './protocol.ts';

/** More than anybody looks at; keeps one change of one person from waking a whole organisation. */
const maxHearers = 500;

/** Tells changes of presence to those who care: the person's own pages, and people who share a conversation or an open invitation. */
export class PresenceNews {
  readonly #context: Context;
  readonly #stop: () => void;

  constructor(context: Context, presence: Presence) {
    this.#context = context;
    this.#stop = presence.watch((user, state) => void this.#tell(user, state, presence));
  }

  close(): void {
    this.#stop();
  }

  /** Guests see of somebody's presence what their page says, and no more. */
  async #hearers(name: string): Promise<string[]> {
    const peers = await this.#context.storage.conversations.peers(name);
    return peers.filter(peer => !isGuest(peer));
  }

  async #tell(name: string, state: PresenceState, presence: Presence): Promise<void> {
    try {
      const to = [name, ...(await this.#hearers(name)).slice(0, maxHearers)];
      // It may have changed again meanwhile; then the newer telling is under way.
      if (presence.state(name) !== state) return;
      this.#context.bus.publish({ kind: 'frame', to, frame: { kind: 'presence', name, presence: state } });
    } catch (error) {
      this.#context.log.warn({ err: error }, 'a change of presence could not be told');
    }
  }
}
