import type { Context } from './context.ts';
import type { Conversations } from './conversations.ts';
import { RelayError } from './errors.ts';
import { fileType } from './file-type.ts';
import { pictureSize } from './picture-size.ts';
import { type FileRef, isGuest } from './protocol.ts';
import type { OpenedFile } from './relay.ts';
import type { StoredFile } from './storage.ts';
import type { FileRules, Uploads } from './uploads.ts';

/** Of somebody without an account: pictures alone, and few. */
const guestRules = { maxBytes: 5 * 1024 * 1024, quotaBytes: 20 * 1024 * 1024, types: 'pictures' } as const;

type Bytes = AsyncIterable<Uint8Array>;

const thumbnailBytes = 128 * 1024;
const maxThumbnailPixels = 1_024 * 1_024;
const unsentMs = 24 * 3_600_000;
const sweepMs = 3_600_000;

const unknown = () => new RelayError('unknown_file', 'There is no such file for you.');

/** Files of conversations: who may put one up and read it, and what it is. Every one of them is taken for hostile. */
export class Files {
  readonly #context: Context;
  readonly #conversations: Conversations;
  readonly #uploads: Uploads;
  #isStarted = false;
  #cancel: (() => void) | null = null;
  #sweeping: Promise<unknown> = Promise.resolve();

  constructor(context: Context, conversations: Conversations, uploads: Uploads) {
    this.#context = context;
    this.#conversations = conversations;
    this.#uploads = uploads;
  }

  /** Removes what nobody refers to, now and every hour. Only where all uploads come in: others' are not seen here. */
  start(): void {
    this.#isStarted = true;
    this.sweep();
    this.#cancel = this.#context.timers.after(sweepMs, () => this.start());
  }

  sweep(): void {
    if (!this.#isStarted) return;
    const { storage, log, now } = this.#context;
    this.#sweeping = this.#sweeping
      .then(() => storage.files.forgetUnsent(now() - unsentMs))
      .then(() => storage.announcements.forgetUnsentFiles(now() - unsentMs))
      .then(() => storage.contents.sweep(digests => storage.files.inUse(digests)))
      .catch(error => log.warn({ err: error }, 'files that nobody refers to could not be removed yet'));
  }

  async close(): Promise<void> {
    this.#cancel?.();
    await this.#sweeping;
  }

  /** Keeps a file, which a message of the same person may carry then. */
  async upload(user: string, conversation: string, name: string, content: Bytes): Promise<FileRef> {
    await this.#conversations.joined(user, conversation);
    await this.#conversations.mayWrite(user, conversation);
    const rules = await this.#rulesFor(user, conversation);
    return this.#uploads.take(user, { name, content, rules }, file =>
      this.#context.storage.files.add({ ...file, conversation }, rules.quotaBytes),
    );
  }

  /** A small picture of a file that is not sent yet, made by whoever put it up, and checked like any upload. */
  async addThumbnail(user: string, conversation: string, id: string, content: Bytes): Promise<FileRef> {
    const file = await this.#visible(user, conversation, id);
    if (file.owner !== user) throw unknown();
    return this.#uploads.written(content, thumbnailBytes, async ({ digest, head, bytes }) => {
      const { type, kind } = fileType(head, head.length === bytes);
      const size = kind === 'picture' && type !== 'image/gif' ? pictureSize(head, type) : null;
      if (!size || size.width * size.height > maxThumbnailPixels) {
        throw new RelayError('file_refused', 'A thumbnail is a small PNG, JPEG or WebP picture.');
      }
      if (!(await this.#context.storage.files.addThumbnail(id, { digest, type }))) {
        throw new RelayError('conflict', 'The file has a thumbnail, or has been sent already.');
      }
      const { name, width, height } = file;
      return {
        id,
        name,
        type: file.type,
        bytes: file.bytes,
        ...(width && { width, height }),
        thumbnail: true,
      };
    });
  }

  async open(
    user: string,
    conversation: string,
    id: string,
    part: 'whole' | 'thumbnail',
  ): Promise<OpenedFile> {
    const file = await this.#visible(user, conversation, id);
    const { digest, type } = part === 'whole' ? file : (file.thumbnail ?? { digest: '', type: '' });
    const read = () => this.#context.storage.contents.read(digest);
    if (digest === '') throw unknown();
    return {
      name: file.name,
      type,
      bytes: part === 'whole' ? file.bytes : null,
      tag: digest.slice(0, 32),
      read,
    };
  }

  get #rules(): FileRules {
    return this.#context.rules().files;
  }

  async #visible(user: string, conversation: string, id: string): Promise<StoredFile> {
    await this.#conversations.place(user, conversation);
    const file = await this.#context.storage.files.get(id, user);
    if (file?.conversation !== conversation || (file.message === null && file.owner !== user))
      throw unknown();
    return file;
  }

  /** Nothing is taken of a stranger whom nobody has let in yet. */
  async #rulesFor(user: string, conversation: string): Promise<FileRules> {
    if (!isGuest(user) || this.#rules.types === 'none') return this.#rules;
    const { participants } = (await this.#conversations.place(user, conversation)).conversation;
    if (!participants.some(({ name, state }) => name !== user && state === 'joined'))
      throw new RelayError('forbidden', 'Pictures may come once somebody has answered.');
    return { ...guestRules, maxBytes: Math.min(guestRules.maxBytes, this.#rules.maxBytes) };
  }
}
