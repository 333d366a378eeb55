import type { Announcement, Invitation } from '../relay/protocol.ts';
import type { PaneWorld } from './pane-world.ts';
import type { Talk } from './state.ts';

/** Tells the server what stood on the person's screen, each thing once. */
export class Seen {
  readonly #world: PaneWorld;
  readonly #shown = new Set<string>();
  readonly #read = new Map<string, number>();

  constructor(world: PaneWorld) {
    this.#world = world;
  }

  invitation({ id }: Invitation): void {
    if (this.#shown.has(id)) return;
    this.#shown.add(id);
    void this.#world.command('show', { invitation: id })?.catch(() => this.#shown.delete(id));
  }

  announcement({ id }: Announcement): void {
    if (this.#shown.has(id)) return;
    this.#shown.add(id);
    void this.#world.command('announcementShown', { announcement: id })?.catch(() => this.#shown.delete(id));
  }

  /** True when there was something to tell: `name` has read all of it by now. */
  talk(talk: Talk, name: string): boolean {
    const known = talk.participants.find(participant => participant.name === name)?.readSeq ?? 0;
    if (talk.lastSeq <= Math.max(known, this.#read.get(talk.id) ?? 0)) return false;
    this.#read.set(talk.id, talk.lastSeq);
    void this.#world
      .command('read', { conversation: talk.id, seq: talk.lastSeq })
      ?.catch(() => this.#read.delete(talk.id));
    return true;
  }
}
