import type { Context } from './context.ts';
import type { Cursor, ServerFrame, Snapshot } from './protocol.ts';
import type { LoggedEvent } from './storage.ts';

/** Longer deltas cost more than starting anew. */
export const maxDelta = 500;
const pageOfEvents = 500;
const retryMs = 1_000;

export interface DeliveryOptions {
  context: Context;
  user: string;
  session: () => string;
  send(frame: ServerFrame): void;
  snapshot(): Promise<Snapshot>;
}

/** One channel's events: each exactly once and in order, whatever the bus does. Gaps are read from the store. */
export class Delivery {
  readonly #options: DeliveryOptions;
  /** Number of the last event sent. */
  #last = 0;
  /** The highest number heard of. */
  #highest = 0;
  #state: 'starting' | 'live' | 'filling' | 'ended' = 'starting';

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sends `hello`, then what the log holds behind the cursor or, where that cannot be said, a `reset`. */
  async begin(cursor: Cursor | null): Promise<void> {
    const { user, context } = this.#options;
    const { events, epoch } = context.storage;
    const after = cursor?.epoch === epoch ? cursor.n : null;
    const [head, delta] = await Promise.all([
      events.last(user),
      after === null ? [] : events.after(user, after, maxDelta + 1),
    ]);
    if (this.#state === 'ended') return;
    const resumes =
      after !== null && after <= head && follows(after, delta, head) && delta.length <= maxDelta;
    this.#last = resumes ? after : head;
    this.#hello(epoch);
    if (resumes) for (const event of delta) this.#emit(event);
    else if (cursor !== null) await this.#reset();
    if ((this.#state as string) === 'ended') return;
    this.#state = 'live';
    if (this.#highest > this.#last) await this.#fill();
  }

  /** An event that the bus brought. */
  offer(event: LoggedEvent): void {
    if (event.n <= this.#last || this.#state === 'ended') return;
    this.#highest = Math.max(this.#highest, event.n);
    if (this.#state !== 'live') return;
    if (event.n === this.#last + 1) this.#emit(event);
    else void this.#fill();
  }

  /** Something was appended that the bus did not bring. */
  check(): void {
    if (this.#state === 'live') void this.#fill();
  }

  /** Entries that are known of and not sent yet. */
  get waiting(): number {
    return Math.max(0, this.#highest - this.#last);
  }

  end(): void {
    this.#state = 'ended';
  }

  async #reset(): Promise<void> {
    const snapshot = await this.#options.snapshot();
    if (this.#state === 'ended') return;
    this.#last = snapshot.cursor.n;
    this.#options.send({ kind: 'reset', snapshot });
  }

  async #fill(): Promise<void> {
    const { context, user } = this.#options;
    this.#state = 'filling';
    try {
      let events: LoggedEvent[];
      do {
        events = await context.storage.events.after(user, this.#last, pageOfEvents);
        if ((this.#state as string) === 'ended') return;
        if (!follows(this.#last, events, this.#highest)) await this.#reset();
        else for (const event of events) this.#emit(event);
      } while (events.length > 0 && (events.length === pageOfEvents || this.#highest > this.#last));
      this.#state = 'live';
    } catch (error) {
      if ((this.#state as string) === 'ended') return;
      context.log.warn({ err: error }, 'a gap in the events could not be filled yet');
      this.#state = 'live';
      context.timers.after(retryMs, () => this.check());
    }
  }

  #hello(epoch: string): void {
    this.#options.send({ kind: 'hello', session: this.#options.session(), cursor: { epoch, n: this.#last } });
  }

  #emit({ n, at, event }: LoggedEvent): void {
    this.#last = n;
    this.#options.send({ kind: 'event', n, at, event });
  }
}

/** Whether these are the entries right behind `after`; otherwise those in between are pruned. */
const follows = (after: number, events: readonly LoggedEvent[], head: number): boolean =>
  events[0] ? events[0].n === after + 1 : after >= head;
