import type { Context } from './context.ts';
import type { LogEvent } from './protocol.ts';
import type { DueState, LoggedEvent } from './storage.ts';

/** A conversation in which something happened so lately keeps the pane in the person's pages. */
const activeMs = 30 * 60_000;
const leastWaitMs = 1_000;

type Listener = (change: { kind: 'due' | 'settled'; user: string }) => void;

/** Who has something due. Asked for every page, so answered from memory, which events keep true. */
export class Due {
  readonly #context: Context;
  readonly #emit: Listener;
  /** Until when something is certainly due; then the store is asked again. */
  #until = new Map<string, number>();
  readonly #asking = new Map<string, 'once' | 'again'>();
  #cancel: (() => void) | null = null;
  #wakesAt = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(context: Context, emit: Listener) {
    this.#context = context;
    this.#emit = emit;
  }

  /** Reads everything anew: at the start, and when another process has written. */
  async load(): Promise<void> {
    const now = this.#context.now();
    const states = await this.#context.storage.conversations.dueUsers(now, now - activeMs);
    const found = new Set(states.map(({ user }) => user));
    for (const user of [...this.#until.keys()]) if (!found.has(user)) this.recheck(user);
    for (const state of states) this.#take(state);
  }

  due(user: string): boolean {
    return this.#until.has(user);
  }

  /** Everybody for whom something is due. */
  users(): string[] {
    return [...this.#until.keys()];
  }

  hear(events: LoggedEvent[]): void {
    for (const event of events) this.#hear(event);
  }

  /** Asks the store; many askings at once become one. */
  recheck(user: string): void {
    if (this.#asking.has(user)) return void this.#asking.set(user, 'again');
    this.#asking.set(user, 'once');
    void this.#ask(user);
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #hear({ user, at, event }: LoggedEvent): void {
    // An answer that is under way may be older than this event.
    if (this.#asking.has(user)) this.#asking.set(user, 'again');
    const isRead = event.kind === 'read';
    // Reading settles nothing while the conversation is active anyway.
    if (isRead && (event.name !== user || this.#until.get(user) !== Number.POSITIVE_INFINITY)) return;
    const until = this.#dueBy(user, at, event);
    if (until !== null) this.#set(user, Math.max(until, this.#until.get(user) ?? 0));
    if (until === null || event.kind === 'conversation') this.recheck(user);
  }

  /** What the event says by itself: so the very next page after an invitation was acknowledged carries it. */
  #dueBy(user: string, at: number, event: LogEvent): number | null {
    if (event.kind === 'left') return event.left.readAt === null ? Number.POSITIVE_INFINITY : null;
    if (event.kind === 'invitation') {
      const own = event.invitation.to.find(({ name }) => name === user);
      return own?.state === 'pending' ? Number.POSITIVE_INFINITY : null;
    }
    if (event.kind === 'conversation') {
      const own = event.conversation.participants.find(({ name }) => name === user);
      return own?.state === 'joined' ? at + activeMs : null;
    }
    const concerns = event.kind === 'message' && (event.message.from === user || this.#until.has(user));
    return concerns ? at + activeMs : null;
  }

  async #ask(user: string): Promise<void> {
    try {
      do {
        this.#asking.set(user, 'once');
        const state = await this.#context.storage.conversations.dueState(user, this.#context.now());
        if (this.#closed) return;
        if (this.#asking.get(user) === 'once') this.#take(state);
      } while (this.#asking.get(user) === 'again');
    } catch (error) {
      this.#context.log.warn({ err: error }, 'what is due could not be read');
    } finally {
      this.#asking.delete(user);
    }
  }

  #take({ user, open, activeAt }: DueState): void {
    const until = open ? Number.POSITIVE_INFINITY : activeAt + activeMs;
    if (until > this.#context.now()) this.#set(user, until);
    else if (this.#until.delete(user)) this.#emit({ kind: 'settled', user });
  }

  #set(user: string, until: number): void {
    const isNew = !this.#until.has(user);
    this.#until.set(user, until);
    if (until < this.#wakesAt) this.#wakeAt(until);
    if (isNew) this.#emit({ kind: 'due', user });
  }

  #wakeAt(at: number): void {
    this.#cancel?.();
    this.#wakesAt = at;
    const waitMs = Math.max(leastWaitMs, at - this.#context.now());
    this.#cancel = this.#context.timers.after(waitMs, () => this.#wake());
  }

  #wake(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const now = this.#context.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [user, until] of this.#until) {
      if (until <= now) this.recheck(user);
      else next = Math.min(next, until);
    }
    if (next < this.#wakesAt) this.#wakeAt(next);
  }
}
