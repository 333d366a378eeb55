import type { FileRef } from '../../relay/protocol.ts';
import type { Upload } from './upload.ts';

/** A file that goes with an announcement. */
export interface Enclosure {
  id: string;
  name: string;
  /** As the browser has it, until the server has looked into it. */
  type: string;
  /** Where this document can show it from; `null`: only the server has it. */
  url: string | null;
  state: 'uploading' | 'kept' | 'refused';
  /** From 0 to 1. */
  share: number;
  file?: FileRef;
  /** Why it was refused. */
  error?: string;
}

export interface EnclosuresWorld {
  upload: Upload;
  newId(): string;
  /** Makes and lets go of an address of a file within this document. */
  show(file: File): string;
  forget(url: string): void;
}

/** As many as one announcement carries. */
export const maxFiles = 10;

/** Files that were chosen for an announcement, on their way to the server and until it goes. */
export class Enclosures {
  items: readonly Enclosure[] = [];
  /** Called after every change. */
  changed: () => void = () => {};
  readonly #world: EnclosuresWorld;

  constructor(world: EnclosuresWorld, kept: readonly FileRef[] = []) {
    this.#world = world;
    this.items = kept.map(itemOf);
  }

  get isReady(): boolean {
    return this.items.every(({ state }) => state !== 'uploading');
  }

  /** What goes with it now. */
  get files(): FileRef[] {
    return this.items.flatMap(({ file }) => file ?? []);
  }

  /** What the server had before, with a template. */
  get kept(): FileRef[] {
    return this.items.flatMap(({ url, file }) => (url === null && file ? file : []));
  }

  /** Takes these from the server in the place of those it had before; what was chosen here stays. */
  set kept(files: readonly FileRef[]) {
    this.items = [...files.map(itemOf), ...this.items.filter(({ url }) => url !== null)];
    this.changed();
  }

  /** `false`: there were too many, and the last ones were left out. */
  add(files: Iterable<File>): boolean {
    const all = [...files];
    const room = maxFiles - this.items.length;
    for (const file of all.slice(0, room)) void this.#send(file);
    return all.length <= room;
  }

  remove(id: string): void {
    this.#letGo(this.items.filter(item => item.id === id));
    this.items = this.items.filter(item => item.id !== id);
    this.changed();
  }

  clear(): void {
    this.#letGo(this.items);
    this.items = [];
    this.changed();
  }

  async #send(content: File): Promise<void> {
    const id = this.#world.newId();
    const url = this.#world.show(content);
    const { name, type } = content;
    this.items = [...this.items, { id, name, type, url, state: 'uploading', share: 0 }];
    this.changed();
    const answer = await this.#world.upload(content, share => this.#set(id, { share }));
    if ('error' in answer) this.#set(id, { state: 'refused', error: answer.error });
    else this.#set(id, { state: 'kept', share: 1, file: answer.file, type: answer.file.type });
  }

  #set(id: string, change: Partial<Enclosure>): void {
    this.items = this.items.map(item => (item.id === id ? { ...item, ...change } : item));
    this.changed();
  }

  #letGo(items: readonly Enclosure[]): void {
    for (const { url } of items) if (url !== null) this.#world.forget(url);
  }
}

const itemOf = (file: FileRef): Enclosure => ({
  ...{ id: file.id, name: file.name, type: file.type, url: null, state: 'kept', share: 1, file },
});
