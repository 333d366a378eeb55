import type { FileRef } from '../relay/protocol.ts';
import type { PaneWorld } from './pane-world.ts';

/** A file that goes with the next message. `kept`: the server has it. */
export interface Attachment {
  id: string;
  name: string;
  state: 'uploading' | 'kept' | 'refused';
  file?: FileRef;
  /** Why it was refused. */
  error?: string;
}

/** As many as one message carries. */
const maxFiles = 10;

/** Makes a small picture of a picture; `null` where there is nothing to make it from. */
export type MakeThumbnail = (file: Blob) => Promise<Blob | null>;

/** Files that a person has chosen, by conversation, on their way to the server and until they are sent. */
export class Attachments {
  readonly #world: PaneWorld;
  readonly #changed: () => void;
  readonly #makeThumbnail: MakeThumbnail;
  #items: readonly (Attachment & { conversation: string })[] = [];

  constructor(world: PaneWorld, changed: () => void, makeThumbnail: MakeThumbnail) {
    this.#world = world;
    this.#changed = changed;
    this.#makeThumbnail = makeThumbnail;
  }

  of(conversation: string): Attachment[] {
    return this.#items.filter(item => item.conversation === conversation);
  }

  /** Whether all that was chosen has arrived, so that it can be sent. */
  isReady(conversation: string): boolean {
    return this.of(conversation).every(({ state }) => state !== 'uploading');
  }

  add(conversation: string, files: Iterable<File>): void {
    const room = maxFiles - this.of(conversation).length;
    for (const file of [...files].slice(0, room)) {
      const id = this.#world.newId();
      this.#items = [...this.#items, { id, conversation, name: file.name, state: 'uploading' }];
      void this.#upload(id, conversation, file);
    }
    this.#changed();
  }

  remove(id: string): void {
    this.#items = this.#items.filter(item => item.id !== id);
    this.#changed();
  }

  /** What goes with the message that is sent now. */
  take(conversation: string): FileRef[] {
    const files = this.of(conversation).flatMap(({ file }) => file ?? []);
    this.#items = this.#items.filter(item => item.conversation !== conversation);
    return files;
  }

  async #upload(id: string, conversation: string, content: File): Promise<void> {
    const path = `/conversations/${conversation}/files`;
    const answer = await this.#put(`${path}?name=${encodeURIComponent(content.name)}`, content);
    if (!answer.file) return this.#set(id, { state: 'refused', error: answer.error });
    const file = (await this.#withThumbnail(path, answer.file, content)) ?? answer.file;
    this.#set(id, { state: 'kept', file });
  }

  /** Nothing is lost where there is none. */
  async #withThumbnail(path: string, file: FileRef, content: File): Promise<FileRef | undefined> {
    if (!file.type.startsWith('image/')) return undefined;
    const small = await this.#makeThumbnail(content).catch(() => null);
    return small ? (await this.#put(`${path}/${file.id}/thumbnail`, small)).file : undefined;
  }

  async #put(path: string, body: Blob): Promise<{ file?: FileRef; error?: string }> {
    const answer = await this.#world.request(path, { method: 'PUT', body }).catch(() => null);
    if (!answer) return { error: 'offline' };
    const content = await answer.json().catch(() => null);
    return answer.ok ? { file: content as FileRef } : { error: String(content?.detail ?? answer.status) };
  }

  #set(id: string, change: Partial<Attachment>): void {
    this.#items = this.#items.map(item => (item.id === id ? { ...item, ...change } : item));
    this.#changed();
  }
}
