import type { LoaderToPane, PaneToLoader } from './loader.ts';
import { frameCss, hiddenCss, nudgedCss, type Place, type Viewport } from './shape.ts';

export interface PageAround {
  url: string;
  title: string;
  /** What is selected in it. */
  selected: string;
}

export interface FrameOptions {
  viewportChanged(viewport: Viewport): void;
  /** Whether the page or the pane has the keyboard. */
  focusChanged(focused: boolean): void;
}

/** The pane's end of the wire to the loader. Everything that comes from there is a page's word: untrusted. */
export class Frame {
  readonly #options: FrameOptions;
  #shape: Place | null = null;
  #asked: ((page: PageAround | null) => void)[] = [];

  constructor(options: FrameOptions) {
    this.#options = options;
    addEventListener('message', event => {
      if (event.source === parent) this.#hear(event.data);
    });
  }

  /** Gives the frame its place and size; nothing is sent that the loader has already. */
  place(shape: Place): void {
    if (JSON.stringify(shape) === JSON.stringify(this.#shape)) return;
    this.#shape = shape;
    this.#post({ css: frameCss(shape) });
  }

  /** Takes no space until it is placed again. A loader that was told of no place yet takes it away by itself. */
  vanish(): void {
    if (this.#shape) this.#post({ css: hiddenCss });
    this.#shape = null;
  }

  /** Has the browser lay the frame out anew: one pixel off for two frames. */
  nudge(): void {
    if (!this.#shape) return;
    this.#post({ css: nudgedCss(this.#shape) });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => this.#shape && this.#post({ css: frameCss(this.#shape) })),
    );
  }

  /** Address and title of the page; `null` when it cannot be known, or the page says something untrue. */
  page(): Promise<PageAround | null> {
    return new Promise(resolve => {
      this.#asked.push(resolve);
      setTimeout(resolve, 1_000, null);
      this.#post({ ask: true });
    });
  }

  /** Host name of the page, without port; `null` when it cannot be known. Where the browser does not tell, the page's word. */
  async host(): Promise<string | null> {
    const origin = ancestorOrigin();
    if (origin !== undefined) return hostOf(origin);
    // The loader answers nobody from whom it has not heard.
    if (!this.#shape) this.#post({ css: hiddenCss });
    const page = await this.page();
    return page && hostOf(page.url);
  }

  #post(message: Partial<PaneToLoader>): void {
    // Whoever frames us may know our size: it is theirs to see.
    parent.postMessage(message, '*');
  }

  #hear(data: Partial<LoaderToPane> | null): void {
    if (typeof data !== 'object' || data === null) return;
    if (typeof data.url === 'string') {
      const page = checkedPage(data.url, String(data.title ?? ''), ancestorOrigin(), String(data.text ?? ''));
      for (const resolve of this.#asked.splice(0)) resolve(page);
    }
    const width = Math.floor(Number(data.width));
    const height = Math.floor(Number(data.height));
    if (width > 0 && height > 0) this.#options.viewportChanged({ width, height });
    this.#options.focusChanged(data.focused === true);
  }
}

const ancestorOrigin = (): string | undefined => location.ancestorOrigins?.[0];

/**
 * The page that may be attached. Where the browser tells which origin frames us, an address of another one is a lie.
 * `origin`: undefined where the browser does not tell.
 */
export function checkedPage(
  address: string,
  title: string,
  origin: string | undefined,
  selected = '',
): PageAround | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.href.length > 2_048) return null;
  if (origin !== undefined && url.origin !== origin) return null;
  url.username = url.password = '';
  const oneLine = title
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return {
    url: url.href,
    title: oneLine.slice(0, 300).toWellFormed() || url.host,
    selected: selected.slice(0, 10_000),
  };
}

/** The host as the proxy knows it: without port, brackets and the root's dot. `null` for what is no address. */
export function hostOf(address: string): string | null {
  try {
    return new URL(address).hostname.replace(/^\[|\]$|\.$/g, '') || null;
  } catch {
    return null;
  }
}
