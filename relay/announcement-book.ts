import type { Context } from './context.ts';
import type { Announcement, AnnouncementFrame } from './protocol.ts';
import type { LiveAnnouncement, StoredAnnouncement, StoredReceipt } from './storage.ts';

export type Ending = Extract<AnnouncementFrame, { kind: 'announcement-over' }>['why'];

interface Live {
  announcement: StoredAnnouncement;
  to: Set<string>;
  receipts: Map<string, StoredReceipt>;
}

export interface BookOptions {
  /** To every channel of these people on this node. */
  send(frame: AnnouncementFrame, to: ReadonlySet<string>): void;
  /** Something is open for them that was not before, or nothing is any more. */
  changed(user: string, isOpen: boolean): void;
}

/**
 * The announcements that are under way, in memory: whom they went to, and what became of it. Asked for every page, and
 * what lets one announcement reach ten thousand channels as one frame, without an entry in ten thousand logs. The
 * store is its truth: it is read at the start, and again when another process has written.
 */
export class AnnouncementBook {
  readonly #context: Context;
  readonly #options: BookOptions;
  readonly #live = new Map<string, Live>();

  constructor(context: Context, options: BookOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Reads it anew, and tells what this node has not heard of yet. */
  async load(): Promise<void> {
    const stored = await this.#context.storage.announcements.live();
    const ids = new Set(stored.map(({ announcement }) => announcement.id));
    for (const id of [...this.#live.keys()]) if (!ids.has(id)) await this.#findOut(id);
    for (const live of stored) this.take(live);
  }

  /** Everything that `user` has not settled yet, oldest first. */
  open(user: string): Announcement[] {
    return [...this.#live.values()].filter(live => isOpen(live, user)).map(live => shown(live.announcement));
  }

  isOpen(user: string): boolean {
    for (const live of this.#live.values()) if (isOpen(live, user)) return true;
    return false;
  }

  /** Everybody for whom one is open. */
  *users(): Iterable<string> {
    for (const live of this.#live.values()) for (const user of live.to) if (isOpen(live, user)) yield user;
  }

  get(id: string): Readonly<Live> | null {
    return this.#live.get(id) ?? null;
  }

  all(): Iterable<StoredAnnouncement> {
    return Array.from(this.#live.values(), ({ announcement }) => announcement);
  }

  /** One was sent, or has changed. What is older than what is known brings only receipts. */
  take({ announcement, to, receipts }: LiveAnnouncement): void {
    const known = this.#live.get(announcement.id);
    if (known && known.announcement.revision >= announcement.revision) {
      for (const receipt of receipts) this.receive(announcement.id, receipt);
      return;
    }
    const live: Live = {
      announcement,
      to: known?.to ?? new Set(to),
      receipts: new Map([
        ...(known?.receipts ?? []),
        ...receipts.map(receipt => [receipt.name, receipt] as const),
      ]),
    };
    const before = this.#openFor(live.to);
    this.#live.set(announcement.id, live);
    const concerned = new Set([...live.to].filter(name => isOpen(live, name)));
    for (const name of concerned) if (!before.has(name)) this.#options.changed(name, true);
    this.#options.send({ kind: 'announced', announcement: shown(announcement) }, concerned);
  }

  /** It asks nobody any more. */
  end(id: string, why: Ending): void {
    const live = this.#live.get(id);
    if (!live) return;
    const concerned = new Set([...live.to].filter(name => isOpen(live, name)));
    this.#live.delete(id);
    for (const name of concerned) if (!this.isOpen(name)) this.#options.changed(name, false);
    this.#options.send({ kind: 'announcement-over', announcement: id, why }, concerned);
  }

  receive(id: string, receipt: StoredReceipt): void {
    const live = this.#live.get(id);
    if (!live) return;
    const wasOpen = isOpen(live, receipt.name);
    live.receipts.set(receipt.name, receipt);
    if (!wasOpen || isOpen(live, receipt.name)) return;
    if (!this.isOpen(receipt.name)) this.#options.changed(receipt.name, false);
    const over = { kind: 'announcement-over', announcement: id, why: 'acknowledged' } as const;
    this.#options.send(over, new Set([receipt.name]));
  }

  async #findOut(id: string): Promise<void> {
    const stored = await this.#context.storage.announcements.get(id);
    const state = stored?.state;
    this.end(id, state === 'expired' || state === 'cleared' ? state : 'withdrawn');
  }

  /** Of these, the ones for whom something is open already. */
  #openFor(names: Iterable<string>): Set<string> {
    const found = new Set<string>();
    if (this.#live.size === 0) return found;
    for (const name of names) if (this.isOpen(name)) found.add(name);
    return found;
  }
}

/** Whether they have to acknowledge it still. */
function isOpen({ announcement, to, receipts }: Live, user: string): boolean {
  if (!to.has(user)) return false;
  const receipt = receipts.get(user);
  return !receipt || receipt.acknowledgedAt === null || receipt.revision < announcement.asked;
}

/** What those see whom it is for. */
export function shown(stored: StoredAnnouncement): Announcement {
  const { id, from, text, priority, revision, expiresAt, drill, answers, files, clears, reminders } = stored;
  return {
    ...{ id, from, text, priority, revision, expiresAt, at: stored.sentAt ?? stored.at },
    ...(drill && { drill }),
    ...(answers && { answers }),
    ...(files && { files }),
    ...(clears && { clears }),
    ...(reminders && { reminders }),
  };
}
