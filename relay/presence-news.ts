import type { Context } from './context.ts';
import type { Facts } from './facts.ts';
import type { Presence } from './presence.ts';
import { Sight } from './sight.ts';

/** More than anybody looks at; keeps one change of one person from waking a whole organisation. */
const maxHearers = 500;

/**
 * Tells changes of presence to those who care and may see them: the person's own pages, and people who share a
 * conversation or an open invitation.
 */
export class PresenceNews {
  readonly #context: Context;
  readonly #presence: Presence;
  readonly #sight: Sight;
  readonly #stop: () => void;

  constructor(context: Context, presence: Presence, facts: Facts) {
    this.#context = context;
    this.#presence = presence;
    this.#sight = new Sight(context.rights, presence);
    this.#stop = presence.watch(user => void this.#presenceChanged(user));
    facts.observe(fact => () => {
      if (fact.about === 'block') void this.sightChanged(fact.user, fact.name);
    });
  }

  close(): void {
    this.#stop();
  }

  /** Who may see `name` is another set now; told to all of it, or to `one` alone. */
  async sightChanged(name: string, one?: string): Promise<void> {
    // Who is not there looks the same to everybody, before and after.
    if (this.#presence.state(name) === 'offline') return;
    const peers = await this.#peers(name);
    for (const viewer of peers ?? []) {
      if (one !== undefined && viewer !== one) continue;
      this.#send([viewer], name, this.#sight.state(viewer, name));
    }
  }

  async #presenceChanged(name: string): Promise<void> {
    const state = this.#presence.state(name);
    const peers = await this.#peers(name);
    // It may have changed again meanwhile; then the newer telling is under way.
    if (peers === null || this.#presence.state(name) !== state) return;
    const may = (viewer: string) => this.#context.rights.may(viewer, 'see', name) === null;
    this.#send([name, ...peers.filter(may)], name, state);
  }

  /** `null`: they could not be read. */
  async #peers(name: string): Promise<string[] | null> {
    try {
      return (await this.#context.storage.conversations.peers(name)).slice(0, maxHearers);
    } catch (error) {
      this.#context.log.warn({ err: error }, 'a change of presence could not be told');
      return null;
    }
  }

  #send(to: string[], name: string, presence: ReturnType<Presence['state']>): void {
    this.#context.bus.publish({ kind: 'frame', to, frame: { kind: 'presence', name, presence } });
  }
}
