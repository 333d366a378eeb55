import { type Context, tellMine } from './context.ts';
import type { Snooze } from './storage.ts';

/** Invitations that were put off, and their coming back. */
export class Snoozes {
  readonly #context: Context;
  readonly #timers = new Map<string, () => void>();
  readonly #listeners = new Set<(user: string) => void>();

  constructor(context: Context) {
    this.#context = context;
  }

  async load(): Promise<void> {
    for (const snooze of await this.#context.storage.conversations.snoozes(this.#context.now()))
      this.add(snooze);
  }

  /** Calls when an invitation was put off, and when one comes back. */
  watch(listener: (user: string) => void): void {
    this.#listeners.add(listener);
  }

  add(snooze: Snooze): void {
    const key = `${snooze.user} ${snooze.invitation}`;
    this.#timers.get(key)?.();
    this.#timers.set(
      key,
      this.#context.timers.after(snooze.until - this.#context.now(), () => this.#end(key, snooze)),
    );
    this.#changed(snooze.user);
  }

  /** By invitation, the times at which they show again. */
  of(user: string): Promise<Record<string, number>> {
    return this.#context.storage.conversations.snoozed(user, this.#context.now());
  }

  close(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #end(key: string, snooze: Snooze): void {
    this.#timers.delete(key);
    if (snooze.until > this.#context.now()) {
      this.add(snooze);
      return;
    }
    this.#changed(snooze.user);
    this.of(snooze.user)
      .then(snoozed => tellMine(this.#context, snooze.user, { snoozed }))
      .catch(error => this.#context.log.warn({ err: error }, 'the end of a snooze could not be told'));
  }

  #changed(user: string): void {
    for (const listener of this.#listeners) listener(user);
  }
}
