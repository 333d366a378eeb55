import type { AnnouncementBook } from './announcement-book.ts';
import { recordOf } from './announcements.ts';
import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Presence } from './presence.ts';
import type { AnnouncementFrame, AnnouncementReport, ReportRow } from './protocol.ts';
import type { StoredAnnouncement, StoredReceipt } from './storage.ts';

/** So that ten thousand acknowledgements are not ten thousand frames to who watches. */
const gatherMs = 250;

export interface ReportsParts {
  facts: Facts;
  presence: Presence;
  book: AnnouncementBook;
  /** To one session on this node. */
  send(session: string, frame: AnnouncementFrame): void;
}

/** Who has seen, acknowledged and answered an announcement, as it happens. */
export class AnnouncementReports {
  readonly #context: Context;
  readonly #parts: ReportsParts;
  /** Sessions by the announcement that they watch. */
  readonly #watched = new Map<string, Set<string>>();
  readonly #watches = new Map<string, string>();
  /** Names with news, by announcement. */
  readonly #news = new Map<string, Set<string>>();
  #cancel: (() => void) | null = null;

  constructor(context: Context, parts: ReportsParts) {
    this.#context = context;
    this.#parts = parts;
  }

  async report(by: string, id: string): Promise<AnnouncementReport> {
    const { storage } = this.#context;
    await mustHave(storage.people, by, 'announce');
    const announcement = await storage.announcements.get(id);
    if (!announcement) throw new RelayError('unknown_announcement', 'There is no such announcement.');
    const [audience, stored] = await Promise.all([
      storage.announcements.audience(id),
      storage.announcements.receipts(id),
    ]);
    const receipts = new Map(stored.map(receipt => [receipt.name, receipt]));
    const people = audience.map(name => this.#row(announcement, name, receipts.get(name)));
    people.sort((a, b) => a.display.localeCompare(b.display) || (a.name < b.name ? -1 : 1));
    return { announcement: recordOf(announcement), people };
  }

  async watch(user: string, session: string | undefined, id: string | null) {
    if (session !== undefined) this.unwatch(session);
    if (id === null) return {};
    const report = await this.report(user, id);
    if (session !== undefined) {
      this.#watches.set(session, id);
      const sessions = this.#watched.get(id) ?? new Set();
      this.#watched.set(id, sessions.add(session));
    }
    return report;
  }

  unwatch(session: string): void {
    const id = this.#watches.get(session);
    if (id === undefined) return;
    this.#watches.delete(session);
    const sessions = this.#watched.get(id)!;
    sessions.delete(session);
    if (sessions.size === 0) this.#watched.delete(id);
  }

  /** Something has become of it with this person; `null`: it is another itself. */
  changed(id: string, name: string | null): void {
    if (!this.#watched.has(id)) return;
    const names = this.#news.get(id) ?? new Set();
    this.#news.set(id, names);
    if (name !== null) names.add(name);
    this.#cancel ??= this.#context.timers.after(gatherMs, () => void this.#tell());
  }

  close(): void {
    this.#cancel?.();
  }

  async #tell(): Promise<void> {
    this.#cancel = null;
    const news = [...this.#news];
    this.#news.clear();
    for (const [id, names] of news) {
      const announcement = await this.#context.storage.announcements.get(id).catch(() => null);
      if (!announcement) continue;
      const receipts = await this.#receipts(id);
      const people = [...names].map(name => this.#row(announcement, name, receipts.get(name)));
      const frame = { kind: 'report', announcement: recordOf(announcement), people } as const;
      for (const session of this.#watched.get(id) ?? []) this.#parts.send(session, frame);
    }
  }

  /** One that is over is not in the book any more. */
  async #receipts(id: string): Promise<ReadonlyMap<string, StoredReceipt>> {
    const known = this.#parts.book.get(id)?.receipts;
    if (known) return known;
    const stored = await this.#context.storage.announcements.receipts(id).catch(() => []);
    return new Map(stored.map(receipt => [receipt.name, receipt]));
  }

  /** An acknowledgement of what it said before does not count where it was asked for again. */
  #row({ asked }: StoredAnnouncement, name: string, receipt: StoredReceipt | undefined): ReportRow {
    const counts = receipt !== undefined && receipt.revision >= asked;
    return {
      name,
      display: this.#parts.facts.people.get(name)?.display ?? name,
      presence: this.#parts.presence.state(name),
      shownAt: receipt?.shownAt ?? null,
      acknowledgedAt: counts ? receipt.acknowledgedAt : null,
      option: counts ? receipt.option : null,
      text: counts ? receipt.text : null,
    };
  }
}
