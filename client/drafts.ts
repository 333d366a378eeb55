import type { PaneWorld } from './pane-world.ts';

/** Text that is not sent yet, by conversation. */
export type DraftTexts = Record<string, string>;

const saveDelayMs = 400;
const typingSentMs = 2_500;

/** Saves what is typed soon after, and lets what others of the person's tabs saved in, but never over what is typed here. */
export class Drafts {
  #texts: DraftTexts;
  readonly #world: PaneWorld;
  readonly #unsaved = new Map<string, ReturnType<typeof setTimeout>>();
  #typingSentAt = 0;

  constructor(texts: DraftTexts, world: PaneWorld) {
    this.#texts = texts;
    this.#world = world;
  }

  get texts(): DraftTexts {
    return this.#texts;
  }

  get hasUnsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  set(key: string, text: string): void {
    this.#texts = { ...this.#texts, [key]: text };
    clearTimeout(this.#unsaved.get(key));
    this.#unsaved.set(
      key,
      setTimeout(() => this.#save(key), saveDelayMs),
    );
  }

  /** Tells the others that this person is writing, now and then. */
  tellTyping(conversation: string): void {
    const now = this.#world.now();
    if (now - this.#typingSentAt <= typingSentMs) return;
    this.#typingSentAt = now;
    void this.#world.command('typing', { conversation })?.catch(() => null);
  }

  /** One that the server has from elsewhere. */
  take(key: string, text: string): void {
    if (!this.#unsaved.has(key)) this.#texts = { ...this.#texts, [key]: text };
  }

  /** All that the server has. */
  takeAll(texts: DraftTexts): void {
    const kept = [...this.#unsaved.keys()].map(key => [key, this.#texts[key] ?? '']);
    this.#texts = { ...texts, ...Object.fromEntries(kept) };
  }

  /** There is a connection again. */
  resume(): void {
    for (const key of this.#unsaved.keys()) this.#save(key);
  }

  /** The page goes. */
  leave(): void {
    for (const key of this.#unsaved.keys()) {
      this.#world.leave(`/drafts/${key}`, { text: this.#texts[key] ?? '' });
    }
  }

  /** The page is back: what was unsaved left with it then, and may have been written on elsewhere. */
  forgetUnsaved(): void {
    for (const timer of this.#unsaved.values()) clearTimeout(timer);
    this.#unsaved.clear();
  }

  #save(key: string): void {
    const text = this.#texts[key] ?? '';
    this.#world.command('draft', { conversation: key, text })?.then(
      () => this.#texts[key] === text && this.#unsaved.delete(key),
      // Kept as unsaved; goes with the next connection.
      () => {},
    );
  }
}
