import { type Context, publish } from './context.ts';
import { firstLink } from './first-link.ts';
import { isGuest } from './guest-rights.ts';
import type { Preview } from './preview.ts';
import type { LinkPreview, Message } from './protocol.ts';
import { RateLimit } from './rate-limit.ts';

/** Pages that one person makes the server read; what is more stays a link. */
const rate = { perSecond: 0.5, burst: 20 };
/** An address that is longer could not be shown as a page to look at either. */
const maxUrlChars = 2_048;

/**
 * Puts beside a message what the page behind its first link says of itself. The message never waits for it: it comes
 * as one more change. A guest's link is never read, so that nobody without an account makes the server go anywhere.
 */
export class Previews {
  readonly #context: Context;
  readonly #preview: Preview | null;
  readonly #rate: RateLimit;
  readonly #writing = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(context: Context, preview: Preview | null) {
    this.#context = context;
    this.#preview = preview;
    this.#rate = new RateLimit({ ...rate, now: context.now, message: 'Too many links.' });
  }

  /** After a message was stored, or its text was edited. */
  consider(message: Message): void {
    const url = firstLink(message.text);
    if (!this.#preview || this.#isClosed || url === null || url.length > maxUrlChars) return;
    if (isGuest(message.from) || message.deletedAt !== undefined || message.preview?.url === url) return;
    const { counts, log } = this.#context;
    if (!this.#mayRead(message.from)) {
      counts.previews.limited++;
      return;
    }
    void this.#preview(url)
      .then(async summary => {
        if (summary) await this.#put(message, { url, ...summary });
        counts.previews[summary ? 'shown' : 'none']++;
      })
      .catch(error => {
        counts.previews.failed++;
        log.warn({ err: error }, 'the preview of a link could not be kept');
      });
  }

  /** What comes in later is dropped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#writing);
  }

  #mayRead(user: string): boolean {
    try {
      this.#rate.take(user);
      return true;
    } catch {
      return false;
    }
  }

  async #put(message: Message, preview: LinkPreview): Promise<void> {
    if (this.#isClosed) return;
    const { id, text } = message;
    const writing = this.#context.storage.conversations.preview({
      ...{ message: id, text, preview, at: this.#context.now() },
    });
    this.#writing.add(writing);
    try {
      const written = await writing;
      if (written) publish(this.#context, written);
    } finally {
      this.#writing.delete(writing);
    }
  }
}
