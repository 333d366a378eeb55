import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import { cleanName, type FileType, fileType } from './file-type.ts';
import { randomId } from './ids.ts';
import { pictureSize } from './picture-size.ts';
import type { FileRef } from './protocol.ts';
import type { NewFile, WrittenContent } from './storage.ts';

/** What may be put up, into conversations and announcements. */
export interface FileRules {
  maxBytes: number;
  /** Of all that one person has put up. */
  quotaBytes: number;
  /** `known`: pictures, sound, film, PDF, text and archives. */
  types: 'any' | 'known' | 'pictures' | 'none';
}

type Bytes = AsyncIterable<Uint8Array>;
export type Uploaded = Omit<NewFile, 'conversation'>;

const maxUploads = 4;

/** What comes in as bytes: taken for hostile, measured, and known by its content alone. */
export class Uploads {
  readonly #context: Context;
  /** Something was written that nobody refers to. */
  readonly #sweep: () => void;
  readonly #atWork = new Map<string, number>();

  constructor(context: Context, sweep: () => void) {
    this.#context = context;
    this.#sweep = sweep;
  }

  /** `keep` notes it in the store; `full`: the person would have more there than the rules allow. */
  async take(
    user: string,
    { name, content, rules }: { name: string; content: Bytes; rules: FileRules },
    keep: (file: Uploaded) => Promise<'kept' | 'full'>,
  ): Promise<FileRef> {
    if (rules.types === 'none') throw new RelayError('forbidden', 'Files are switched off here.');
    return this.#counted(user, () =>
      this.written(content, rules.maxBytes, async ({ digest, bytes, head }) => {
        const type = fileType(head, head.length === bytes);
        mustBeAllowed(rules, type, bytes);
        const size = type.kind === 'picture' ? pictureSize(head, type.type) : null;
        const file = { id: randomId(), name: cleanName(name, type), type: type.type, bytes, ...size };
        if ((await keep({ ...file, owner: user, digest, at: this.#context.now() })) === 'kept') return file;
        throw new RelayError('file_refused', 'You have put up as many files as one person may.');
      }),
    );
  }

  /** Notes what was written before it may be swept. */
  async written<T>(
    content: Bytes,
    maxBytes: number,
    note: (written: WrittenContent) => Promise<T>,
  ): Promise<T> {
    const { contents } = this.#context.storage;
    const written = await contents.write(content, maxBytes);
    if (!written) {
      throw new RelayError('file_refused', `The file is longer than ${Math.floor(maxBytes / 1024)} KB.`);
    }
    try {
      return await note(written);
    } catch (error) {
      this.#sweep();
      throw error;
    } finally {
      contents.settled(written.digest);
    }
  }

  async #counted<T>(user: string, run: () => Promise<T>): Promise<T> {
    const before = this.#atWork.get(user) ?? 0;
    if (before >= maxUploads) throw new RelayError('limited', 'Too many files at once; wait for the others.');
    this.#atWork.set(user, before + 1);
    try {
      return await run();
    } finally {
      const left = this.#atWork.get(user)! - 1;
      if (left > 0) this.#atWork.set(user, left);
      else this.#atWork.delete(user);
    }
  }
}

function mustBeAllowed({ types }: FileRules, { kind, type }: FileType, bytes: number): void {
  if (bytes === 0) throw new RelayError('file_refused', 'The file is empty.');
  if (types === 'any' || kind === 'picture' || (types === 'known' && kind === 'known')) return;
  const wanted =
    types === 'pictures' ? 'pictures only' : 'only pictures, sound, film, PDF, text and archives';
  throw new RelayError('file_refused', `Files may be ${wanted} here; this one is ${type}.`);
}
