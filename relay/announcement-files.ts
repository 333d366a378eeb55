import type { Context } from './context.ts';
import { hasRight, mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { FileRef } from './protocol.ts';
import type { OpenedFile } from './relay.ts';
import type { Uploads } from './uploads.ts';

interface Held {
  owner: string;
  announcement: string | null;
  template: string | null;
}

/** Pictures, sound, film and files of announcements: for those whom one goes to, and those who may announce. */
export class AnnouncementFiles {
  readonly #context: Context;
  readonly #uploads: Uploads;

  constructor(context: Context, uploads: Uploads) {
    this.#context = context;
    this.#uploads = uploads;
  }

  /** Kept once fulfilled; forgotten after a day unless an announcement of the same person, or a template, carries it. */
  async upload(by: string, name: string, content: AsyncIterable<Uint8Array>): Promise<FileRef> {
    await mustHave(this.#context.storage.people, by, 'announce');
    const rules = this.#context.rules().files;
    const file = await this.#uploads.take(by, { name, content, rules }, taken =>
      this.#context.storage.announcements.addFile(taken, rules.quotaBytes),
    );
    await this.#context.audit.record(by, 'announcement_file_added', file.id, { type: file.type });
    return file;
  }

  async open(user: string, id: string): Promise<OpenedFile> {
    const { announcements, contents } = this.#context.storage;
    const file = await announcements.file(id);
    if (!file || !(await this.#maySee(user, file))) {
      throw new RelayError('unknown_file', 'There is no such file for you.');
    }
    const { name, type, bytes, digest } = file;
    return { name, type, bytes, tag: digest.slice(0, 32), read: () => contents.read(digest) };
  }

  async #maySee(user: string, { owner, announcement, template }: Held): Promise<boolean> {
    if (owner === user) return true;
    if (announcement === null && template === null) return false;
    const { announcements, people } = this.#context.storage;
    const [audience, person] = await Promise.all([
      announcement === null ? ([] as string[]) : announcements.audience(announcement),
      people.get(user),
    ]);
    return audience.includes(user) || (person !== null && hasRight(person, 'announce'));
  }
}
