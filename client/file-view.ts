import type { FileRef } from '../relay/protocol.ts';
import type { PaneWorld } from './pane-world.ts';

/** Types that browsers draw from a blob of ours. Anything else is kept, never shown. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Types that a player takes. Of one that this browser cannot play it says so itself. */
const playable = /^(audio|video)\/(mpeg|ogg|wav|mp4|webm)$/;

export const isPlayable = ({ type }: FileRef): boolean => playable.test(type);

export const isPicture = ({ type, width }: FileRef): boolean =>
  pictures.includes(type) && width !== undefined;

/** Fetches what others put up; an element could not, since it carries no token. `folder`: path of the API where it lies. */
export class FileView {
  readonly #world: PaneWorld;
  readonly #urls = new Map<string, Promise<string | null>>();

  constructor(world: PaneWorld) {
    this.#world = world;
  }

  /** The address of a picture for an `img`; `null`: it is not to be had. Fetched once. */
  picture(folder: string, file: FileRef, part: 'whole' | 'thumbnail'): Promise<string | null> {
    return this.#url(pathOf(folder, file, part), type => pictures.includes(type));
  }

  /** The same for a player. */
  recording(folder: string, file: FileRef): Promise<string | null> {
    return this.#url(pathOf(folder, file, 'whole'), type => playable.test(type));
  }

  #url(path: string, isFit: (type: string) => boolean): Promise<string | null> {
    const known = this.#urls.get(path) ?? this.#fetch(path, isFit);
    this.#urls.set(path, known);
    return known;
  }

  /** Lets the person keep it. `false`: it is not to be had. */
  async save(folder: string, file: FileRef): Promise<boolean> {
    const content = await this.#blob(pathOf(folder, file, 'whole'));
    if (!content) return false;
    // Of no type that a browser would open, in case one ignores that it is a download.
    const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    Object.assign(link, { href: url, download: file.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return true;
  }

  async #fetch(path: string, isFit: (type: string) => boolean): Promise<string | null> {
    const content = await this.#blob(path);
    if (content && isFit(content.type)) return URL.createObjectURL(content);
    this.#urls.delete(path);
    return null;
  }

  async #blob(path: string): Promise<Blob | null> {
    const answer = await this.#world.request(path, { method: 'GET' }).catch(() => null);
    return answer?.ok ? answer.blob() : null;
  }
}

const pathOf = (folder: string, { id }: FileRef, part: 'whole' | 'thumbnail') =>
  `${folder}/${id}${part === 'thumbnail' ? '/thumbnail' : ''}`;

/** As people say it: `12 KB`, `3.4 MB`. */
export function sizeInWords(bytes: number, language: string): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(steps.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const options = {
    style: 'unit',
    unit: steps[step]!,
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  };
  return new Intl.NumberFormat(language, options as Intl.NumberFormatOptions).format(bytes / 1024 ** step);
}
