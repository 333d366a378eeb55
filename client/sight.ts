/** `doubted`: the browser has just said "covered", which may be its mistake; it is being asked again. */
export type SightState = 'seen' | 'doubted' | 'covered';

/** The browser answers a nudge within this time, also on a slow machine. */
const doubtMs = 700;

/**
 * Whether the person can see what they click. A page may lay something over the pane or make it transparent, to have
 * clicks land on our buttons; Chromium's IntersectionObserver v2 sees that. Elsewhere it is taken as seen.
 *
 * Chromium 156 also says "covered" of a frame that was moved or raised to the top layer, and keeps saying so until the
 * frame is laid out anew. So at the first such word the frame is nudged, and only then believed.
 */
export class Sight {
  #state: SightState = 'seen';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: ((seen: boolean) => void)[] = [];
  #nudge: () => void = () => {};

  /** Starts to watch, where the browser can. `nudge` has the frame laid out anew. */
  watch(element: Element, nudge: () => void): void {
    this.#nudge = nudge;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
    new IntersectionObserver(entries => {
      const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined;
      // A hidden tab covers nothing, and what has no size takes no click.
      if (!last || document.visibilityState !== 'visible' || last.intersectionRatio === 0) return;
      // Browsers of the first version leave it undefined.
      if (last.isVisible === false) this.#doubt();
      else this.#conclude('seen');
    }, options as IntersectionObserverInit).observe(element);
  }

  get state(): SightState {
    return this.#state;
  }

  /** Whether the pane is seen, once there is no doubt. */
  settled(): Promise<boolean> {
    if (this.#state !== 'doubted') return Promise.resolve(this.#state === 'seen');
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  #doubt(): void {
    if (this.#state !== 'seen') return;
    this.#state = 'doubted';
    this.#timer = setTimeout(() => this.#conclude('covered'), doubtMs);
    this.#nudge();
  }

  #conclude(state: 'seen' | 'covered'): void {
    clearTimeout(this.#timer);
    this.#state = state;
    for (const resolve of this.#waiting.splice(0)) resolve(state === 'seen');
  }
}
