import type { Context } from './context.ts';
import type { Invitations } from './invitations.ts';

const everyMs = 15_000;
const atOnce = 100;

/** Ends invitations whose time is over. An answer that comes before the sweep meets the same end. */
export class Expiry {
  readonly #context: Context;
  readonly #invitations: Invitations;
  #cancel: (() => void) | null = null;
  #sweeping: Promise<void> | null = null;
  #again = false;

  constructor(context: Context, invitations: Invitations) {
    this.#context = context;
    this.#invitations = invitations;
  }

  start(): void {
    const waitMs = Math.min(everyMs, Math.max(50, this.#context.rules().invitationLifeMs / 4));
    this.#cancel = this.#context.timers.after(waitMs, () => {
      this.start();
      void this.sweep();
    });
  }

  /** Never fails: what could not be ended is found by the next sweep. */
  sweep(): Promise<void> {
    this.#again = true;
    this.#sweeping ??= this.#run().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async close(): Promise<void> {
    this.#cancel?.();
    await this.#sweeping;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        const ids = await this.#context.storage.conversations.expiring(this.#context.now(), atOnce);
        this.#again ||= ids.length === atOnce;
        for (const id of ids) await this.#invitations.expire(id);
      }
    } catch (error) {
      this.#context.log.warn({ err: error }, 'expired invitations could not be ended yet');
    }
  }
}
