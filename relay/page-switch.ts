import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import type { PagesState } from './protocol.ts';

/** Whether the window may stand in pages at all: one switch for everybody, in force at once. */
export class PageSwitch {
  readonly #context: Context;
  readonly #changed: (state: PagesState) => void;
  #state: PagesState = { on: true, by: null, at: null };

  /** `changed` is called when it goes on or off, whoever did it. */
  constructor(context: Context, changed: (state: PagesState) => void) {
    this.#context = context;
    this.#changed = changed;
  }

  /** Reads it anew: at the start, and when another process has written. */
  async load(): Promise<void> {
    const stored = await this.#context.storage.sites.pages();
    if (stored) this.#take(stored);
  }

  get state(): PagesState {
    return this.#state;
  }

  /** `by` is `null` for who runs the machine: the switch must work when nobody can log in. */
  async turn(by: string | null, on: boolean): Promise<PagesState> {
    const { storage, audit, bus, now } = this.#context;
    await mustHave(storage.people, by, 'administer');
    const pages = { on, by, at: now() };
    await storage.sites.savePages(pages);
    bus.publish({ kind: 'pages', pages });
    await audit.record(by ?? 'operator', on ? 'pages_switched_on' : 'pages_switched_off', 'pages');
    return pages;
  }

  /** Somebody has switched, here or on another node; an older word may come late. */
  hear(state: PagesState): void {
    if ((state.at ?? 0) >= (this.#state.at ?? 0)) this.#take(state);
  }

  #take(state: PagesState): void {
    const isTurned = state.on !== this.#state.on;
    this.#state = state;
    if (isTurned) this.#changed(state);
  }
}
