import type { AnnouncementBook } from './announcement-book.ts';
import { recordOf } from './announcements.ts';
import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Presence } from './presence.ts';
import type { AnnouncementFrame, AnnouncementReport, Receipt, ReportView } from './protocol.ts';
import { countsOf, isWanted } from './report-figures.ts';
import type { StoredAnnouncement, StoredReceipt } from './storage.ts';

/** So that ten thousand acknowledgements are not ten thousand frames to who watches. */
const gatherMs = 250;
const collator = new Intl.Collator();

export interface ReportsParts {
  facts: Facts;
  presence: Presence;
  book: AnnouncementBook;
  /** To one session on this node. */
  send(session: string, frame: AnnouncementFrame): void;
}

interface Watch {
  id: string;
  view: ReportView;
}

/** Who has seen, acknowledged and answered an announcement, as it happens; each who watches is told of those whom they see. */
export class AnnouncementReports {
  readonly #context: Context;
  readonly #parts: ReportsParts;
  /** By the session. */
  readonly #watches = new Map<string, Watch>();
  /** Everybody by display name, of those that are watched: what takes longest in a report. */
  readonly #orders = new Map<string, { revision: number; names: string[] }>();
  /** Announcements with news. */
  readonly #news = new Set<string>();
  #cancel: (() => void) | null = null;

  constructor(context: Context, parts: ReportsParts) {
    this.#context = context;
    this.#parts = parts;
  }

  async report(by: string, id: string, view: ReportView): Promise<AnnouncementReport> {
    const { storage } = this.#context;
    await mustHave(storage.people, by, 'announce');
    const announcement = await storage.announcements.get(id);
    if (!announcement) throw new RelayError('unknown_announcement', 'There is no such announcement.');
    return (await this.#reporter(announcement))(view);
  }

  async watch(user: string, session: string | undefined, id: string | null, view: ReportView) {
    await mustHave(this.#context.storage.people, user, 'announce');
    if (session !== undefined) this.#look(session, id === null ? null : { id, view });
    return id === null ? {} : this.report(user, id, view);
  }

  unwatch(session: string): void {
    this.#look(session, null);
  }

  /** Something has become of it. */
  changed(id: string): void {
    if (!this.#isWatched(id)) return;
    this.#news.add(id);
    this.#cancel ??= this.#context.timers.after(gatherMs, () => void this.#tell());
  }

  close(): void {
    this.#cancel?.();
  }

  async #tell(): Promise<void> {
    this.#cancel = null;
    const news = [...this.#news];
    this.#news.clear();
    for (const id of news) {
      const announcement = await this.#context.storage.announcements.get(id).catch(() => null);
      const report = announcement && (await this.#reporter(announcement).catch(() => null));
      if (!report) continue;
      for (const [session, watch] of this.#watches)
        if (watch.id === id) this.#parts.send(session, { kind: 'report', ...report(watch.view) });
    }
  }

  #look(session: string, watch: Watch | null): void {
    const before = this.#watches.get(session);
    if (watch) this.#watches.set(session, watch);
    else this.#watches.delete(session);
    if (before && !this.#isWatched(before.id)) this.#orders.delete(before.id);
  }

  #isWatched(id: string): boolean {
    for (const watch of this.#watches.values()) if (watch.id === id) return true;
    return false;
  }

  /** As it is now, for whatever part of it is asked for. */
  async #reporter(announcement: StoredAnnouncement): Promise<(view: ReportView) => AnnouncementReport> {
    const { id, answers, sentAt, endedAt } = announcement;
    const [names, receipts] = await Promise.all([this.#inOrder(announcement), this.#receipts(id)]);
    const all = names.map(name => receiptOf(announcement, name, receipts.get(name)));
    const now = endedAt ?? this.#context.now();
    const counts = countsOf(all, { answers, sentAt, now });
    return view => {
      const wants = isWanted(view);
      const fitting = all.filter(receipt => wants(receipt, this.#display(receipt.name)));
      const { from, limit = fitting.length } = view;
      const people = fitting.slice(from, from + limit).map(receipt => ({
        ...receipt,
        display: this.#display(receipt.name),
        presence: this.#parts.presence.state(receipt.name),
      }));
      return { announcement: recordOf(announcement), counts, fitting: fitting.length, people };
    };
  }

  async #inOrder({ id, revision }: StoredAnnouncement): Promise<string[]> {
    const known = this.#orders.get(id);
    if (known?.revision === revision) return known.names;
    const named = (await this.#context.storage.announcements.audience(id)).map(
      name => [this.#display(name), name] as const,
    );
    named.sort((a, b) => collator.compare(a[0], b[0]) || (a[1] < b[1] ? -1 : 1));
    const names = named.map(([, name]) => name);
    if (this.#isWatched(id)) this.#orders.set(id, { revision, names });
    return names;
  }

  /** One that is over is not in the book any more. */
  async #receipts(id: string): Promise<ReadonlyMap<string, StoredReceipt>> {
    const known = this.#parts.book.get(id)?.receipts;
    if (known) return known;
    const stored = await this.#context.storage.announcements.receipts(id);
    return new Map(stored.map(receipt => [receipt.name, receipt]));
  }

  #display(name: string): string {
    return this.#parts.facts.people.get(name)?.display ?? name;
  }
}

/** An acknowledgement of what it said before does not count where it was asked for again. */
function receiptOf({ asked }: StoredAnnouncement, name: string, receipt: StoredReceipt | undefined): Receipt {
  const counts = receipt !== undefined && receipt.revision >= asked;
  return {
    name,
    shownAt: receipt?.shownAt ?? null,
    acknowledgedAt: counts ? receipt.acknowledgedAt : null,
    option: counts ? receipt.option : null,
    text: counts ? receipt.text : null,
  };
}
