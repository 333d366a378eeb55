/**
 * Whether the person can see what they click. A page may lay something over the pane or make it transparent, to have
 * clicks land on our buttons; Chromium's IntersectionObserver v2 sees that. Elsewhere it is taken as seen.
 */
export class Sight {
  #covered = false;

  /** Starts to watch, where the browser can. */
  watch(element: Element): void {
    const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
    new IntersectionObserver(entries => {
      const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined;
      // Browsers of the first version leave it undefined. A hidden tab covers nothing.
      if (last && document.visibilityState === 'visible') this.#covered = last.isVisible === false;
    }, options as IntersectionObserverInit).observe(element);
  }

  /** `false` until the browser has said otherwise. */
  get covered(): boolean {
    return this.#covered;
  }
}
