import type { AnnouncementBook } from './announcement-book.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { Answers } from './protocol.ts';
import type { StoredAnnouncement, StoredReceipt } from './storage.ts';

type Nothing = Record<string, never>;
interface Answer {
  announcement: string;
  option?: string;
  text?: string;
}

const unknown = () => new RelayError('unknown_announcement', 'There is no such announcement for you.');

/** What people do with announcements: see them, acknowledge them, answer them. Once each, whatever tab it comes from. */
export class AnnouncementReceipts {
  readonly #context: Context;
  readonly #book: AnnouncementBook;

  constructor(context: Context, book: AnnouncementBook) {
    this.#context = context;
    this.#book = book;
  }

  /** Of one that is over it is a matter of course: its page may not have heard. */
  async acknowledge(user: string, { announcement: id, option, text }: Answer): Promise<Nothing> {
    const announcement = this.#book.get(id)?.announcement;
    if (!announcement) return this.#late(user, id);
    this.#mustBeFor(user, id);
    mustFit(announcement.answers ?? null, option, text);
    return this.#receive(announcement, {
      ...{ name: user, shownAt: null, acknowledgedAt: this.#context.now() },
      ...{ option: option || null, text: text?.trim() || null, revision: announcement.revision },
    });
  }

  async shown(user: string, { announcement: id }: { announcement: string }): Promise<Nothing> {
    const live = this.#book.get(id);
    if (!live) return this.#late(user, id);
    this.#mustBeFor(user, id);
    if (live.receipts.get(user)?.shownAt != null) return {};
    const { revision } = live.announcement;
    return this.#receive(live.announcement, {
      ...{
        name: user,
        shownAt: this.#context.now(),
        acknowledgedAt: null,
        option: null,
        text: null,
        revision,
      },
    });
  }

  async #receive({ id }: StoredAnnouncement, receipt: StoredReceipt): Promise<Nothing> {
    const stored = await this.#context.storage.announcements.receive(id, receipt);
    this.#context.bus.publish({ kind: 'receipt', id, receipt: stored });
    return {};
  }

  #mustBeFor(user: string, id: string): void {
    if (!this.#book.get(id)?.to.has(user)) throw unknown();
  }

  async #late(user: string, id: string): Promise<Nothing> {
    const audience = await this.#context.storage.announcements.audience(id);
    if (!audience.includes(user)) throw unknown();
    return {};
  }
}

/** Only what was offered; an answer in words goes beside it, or alone. */
function mustFit(answers: Answers | null, option: string | undefined, text: string | undefined): void {
  if (option && !answers?.options.includes(option))
    throw new RelayError('invalid', 'option is none of those that the announcement offers.', {
      field: 'option',
    });
  if (text?.trim() && !answers?.text)
    throw new RelayError('invalid', 'text: this announcement takes no answer in words.', { field: 'text' });
}
