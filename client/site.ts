import type { PaneModel } from './pane-model.ts';
import type { Front } from './windows.ts';

/** How long the last word stands. */
const goodbyeMs = 12_000;

/** The site around the pane: whether the window may show there, and what the person has paused. */
export class Site {
  /** Host name; `null` where it is not known. */
  host: string | null = null;
  readonly #model: PaneModel;
  #isOff = false;
  #isListed = false;
  #goodbye: ReturnType<typeof setTimeout> | null = null;

  constructor(model: PaneModel) {
    this.#model = model;
  }

  /** The window of this part that stands in front of all others. */
  get front(): Front | null {
    if (this.#goodbye !== null && this.host !== null) return { kind: 'goodbye', host: this.host };
    return this.#isListed ? { kind: 'paused' } : null;
  }

  /** Whether the window shows at all. A page of its own always does. */
  get isHere(): boolean {
    return this.#model.mode === 'page' || (!this.#isOff && !this.isGone);
  }

  /** Not on this site, as long as this page stands. */
  get isGone(): boolean {
    return this.#model.mode === 'pane' && this.#goodbye === null && this.#isPausedHere;
  }

  get #isPausedHere(): boolean {
    return this.host !== null && this.#model.state.paused.includes(this.host);
  }

  found(host: string | null): void {
    this.host = host;
    this.#model.settle();
  }

  /** The switch for everybody. */
  turn(on: boolean): void {
    this.#isOff = !on;
    this.#model.settle();
  }

  /** The person has paused this site: a last word, and how to take it back. */
  sayGoodbye(): void {
    this.#goodbye = setTimeout(() => this.leave(), goodbyeMs);
    this.#isListed = false;
    this.#model.focusNext = 'window';
    this.#take([...this.#model.state.paused, this.host!].sort());
  }

  /** The last word was said. */
  leave(): void {
    this.#endGoodbye();
    this.#model.settle();
  }

  /** The person wants a host's pages to show the window again. */
  shows(host: string): void {
    if (host === this.host) this.#endGoodbye();
    this.#model.focusNext = 'window';
    this.#take(this.#model.state.paused.filter(other => other !== host));
  }

  openList(): void {
    this.#isListed = true;
    this.#model.focusNext = 'window';
    this.#model.tell(null);
  }

  closeList(): void {
    this.#isListed = false;
  }

  #endGoodbye(): void {
    clearTimeout(this.#goodbye ?? undefined);
    this.#goodbye = null;
  }

  #take(paused: string[]): void {
    this.#model.state = { ...this.#model.state, paused };
    this.#model.settle();
  }
}
