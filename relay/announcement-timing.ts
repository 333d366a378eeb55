import type { AnnouncementBook } from './announcement-book.ts';
import type { Announcements } from './announcements.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { StoredAnnouncement } from './storage.ts';

/** What another process has scheduled is found so soon. */
const longestWaitMs = 60_000;
const mostPending = 1_000;

/** Sends announcements when their time has come, and ends them when it is over. */
export class AnnouncementTiming {
  readonly #context: Context;
  readonly #book: AnnouncementBook;
  readonly #announcements: Announcements;
  #cancel: (() => void) | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(context: Context, book: AnnouncementBook, announcements: Announcements) {
    this.#context = context;
    this.#book = book;
    this.#announcements = announcements;
  }

  /** Does what is due now, and waits for what comes next. Never fails: what could not be done is tried again. */
  look(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#run();
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#looking;
  }

  async #run(): Promise<void> {
    let next = this.#context.now() + longestWaitMs;
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        next = await this.#pass();
        // Time has passed meanwhile.
        this.#again ||= next <= this.#context.now();
      } catch (error) {
        this.#context.log.warn({ err: error }, 'announcements could not be sent or ended yet');
      }
    }
    // At once, not behind a promise: who looks in between would be told that it is done.
    this.#looking = null;
    if (this.#closed) return;
    this.#cancel?.();
    this.#cancel = this.#context.timers.after(next - this.#context.now(), () => void this.look());
  }

  /** When to look again. */
  async #pass(): Promise<number> {
    const now = this.#context.now();
    let next = now + longestWaitMs;
    for (const announcement of await this.#pending()) {
      const { state, sendAt, expiresAt } = announcement;
      const at = state === 'scheduled' ? (sendAt ?? now) : (expiresAt ?? Number.POSITIVE_INFINITY);
      if (at > now) next = Math.min(next, at);
      else await this.#move(announcement);
    }
    return next;
  }

  async #pending(): Promise<StoredAnnouncement[]> {
    const states = ['waiting' as const, 'scheduled' as const];
    const asked = { states, before: null, limit: mostPending };
    return [...(await this.#context.storage.announcements.list(asked)), ...this.#book.all()];
  }

  async #move(announcement: StoredAnnouncement): Promise<void> {
    try {
      if (announcement.state === 'scheduled') await this.#announcements.send(announcement);
      else await this.#announcements.expire(announcement);
    } catch (error) {
      // Another node was faster, or somebody has changed it: the next look sees what holds.
      if (!(error instanceof RelayError && error.code === 'conflict')) throw error;
    }
  }
}
