import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentStore, WrittenContent } from '../relay/storage.ts';

/** Enough for the dimensions of a photograph behind its metadata. */
const headBytes = 256 * 1024;
const isDigest = (name: string) => /^[0-9a-f]{64}$/.test(name);

/** Bytes as files in a folder beside the database, each named by its SHA-256 and readable by its owner alone. */
export class Contents implements ContentStore {
  readonly #folder: string;
  /** Written, but perhaps not noted in the database yet: how often. */
  readonly #held = new Map<string, number>();
  /** Being written. */
  readonly #partial = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WrittenContent | null> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = `${randomUUID()}.partial`;
    const partial = join(this.#folder, name);
    this.#partial.add(name);
    const file = await open(partial, 'wx', 0o600);
    let written: WrittenContent | null = null;
    try {
      written = await copy(content, file, maxBytes);
      await file.sync();
    } finally {
      await file.close();
      if (!written) await rm(partial, { force: true });
      if (!written) this.#partial.delete(name);
    }
    if (!written) return null;
    // Before it has its name, so that no sweep sees it unheld.
    this.#held.set(written.digest, (this.#held.get(written.digest) ?? 0) + 1);
    await rename(partial, this.#path(written.digest));
    this.#partial.delete(name);
    await syncFolder(this.#folder);
    return written;
  }

  settled(digest: string): void {
    const left = (this.#held.get(digest) ?? 0) - 1;
    if (left > 0) this.#held.set(digest, left);
    else this.#held.delete(digest);
  }

  async read(digest: string): Promise<AsyncIterable<Uint8Array> | null> {
    if (!isDigest(digest)) return null;
    const path = this.#path(digest);
    return (await stat(path).catch(() => null)) && bytesOf(path);
  }

  async sweep(inUse: (digests: string[]) => Promise<string[]>): Promise<number> {
    const names = await readdir(this.#folder).catch(() => []);
    // What a crash has cut off.
    for (const name of names.filter(one => one.endsWith('.partial') && !this.#partial.has(one))) {
      await rm(join(this.#folder, name), { force: true });
    }
    const digests = names.filter(isDigest);
    const used = new Set(digests.length > 0 ? await inUse(digests) : []);
    // Written meanwhile is held, and what was noted meanwhile was held until its note was answered, after this answer.
    const spare = digests.filter(digest => !used.has(digest) && !this.#held.has(digest));
    for (const digest of spare) {
      if (!this.#held.has(digest)) await rm(this.#path(digest), { force: true });
    }
    return spare.length;
  }

  #path(digest: string): string {
    return join(this.#folder, digest);
  }
}

/** Opens it only once somebody reads, and closes it whether they come to its end or not. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* file.createReadStream({ autoClose: false });
  } finally {
    await file.close();
  }
}

/** `null`: there is more than `maxBytes` of it. */
async function copy(
  content: AsyncIterable<Uint8Array>,
  file: FileHandle,
  maxBytes: number,
): Promise<WrittenContent | null> {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    if (bytes < headBytes) head.push(chunk.subarray(0, headBytes - bytes));
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    hash.update(chunk);
    for (let from = 0; from < chunk.length; ) from += (await file.write(chunk, from)).bytesWritten;
  }
  return { digest: hash.digest('hex'), bytes, head: Buffer.concat(head) };
}

/** A new name lasts only once its folder does. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
