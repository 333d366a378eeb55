import type { View } from '../relay/protocol.ts';
import type { Mode } from './mode.ts';
import type { PaneWorld } from './pane-world.ts';

/** Within this time a page takes up what the one before it left. */
const arrivalMs = 3_000;

/** Which window stands in front; the server keeps it, so that the next page shows the same. */
export class KeptView {
  current: View;
  readonly #world: PaneWorld;
  readonly #isPane: boolean;
  #isUnsaved = false;
  #arrivedAt: number;
  #isTouched = false;

  constructor(view: View, mode: Mode, world: PaneWorld) {
    this.#world = world;
    this.#isPane = mode === 'pane';
    this.current = this.#isPane ? view : { ...view, open: true };
    this.#arrivedAt = world.now();
  }

  /** By itself: not the person's wish, hence kept nowhere. */
  show(change: Partial<View>): void {
    this.current = { ...this.current, ...change };
  }

  /** By the person's own wish. */
  choose(change: Partial<View>): void {
    this.show(change);
    this.touch();
    this.#save();
  }

  /** The person does something here: from now on nothing is rearranged under their hands. */
  touch(): void {
    this.#isTouched = true;
  }

  /** What the server has from another tab, or from the page before this one. */
  take(view: View): void {
    if (!this.#isPane) return;
    const isArriving = !this.#isTouched && this.#world.now() - this.#arrivedAt < arrivalMs;
    // The tab that one looks at is not rearranged by another one.
    if (isArriving || !this.#world.isVisible()) this.current = view;
    this.show({ side: view.side });
  }

  /** There is a connection again. */
  resume(): void {
    if (this.#isUnsaved) this.#save();
  }

  /** The page goes. */
  leave(): void {
    if (this.#isUnsaved) this.#world.leave('/view', this.current);
  }

  /** The page is back, as it was: what other pages chose since counts. */
  arrive(): void {
    this.#arrivedAt = this.#world.now();
    this.#isTouched = false;
    this.#isUnsaved = false;
  }

  #save(): void {
    const view = this.current;
    this.#isUnsaved = true;
    this.#world.command('view', view)?.then(
      () => {
        if (this.current === view) this.#isUnsaved = false;
      },
      () => {},
    );
  }
}
