import type { FileRef } from '../protocol.ts';

export interface NewFile extends Omit<FileRef, 'thumbnail'> {
  conversation: string;
  owner: string;
  /** Names its content. */
  digest: string;
  at: number;
}

export interface StoredFile extends NewFile {
  thumbnail: { digest: string; type: string } | null;
  /** The message that carries it; `null`: it was not sent yet. */
  message: string | null;
}

export interface FileStore {
  /** `full`: its owner would have more than `quotaBytes` stored. */
  add(file: NewFile, quotaBytes: number): Promise<'kept' | 'full'>;
  /** `viewer`: from whom its message must not be withheld. */
  get(id: string, viewer?: string): Promise<StoredFile | null>;
  /** Before it is sent, and one only. `false`: it was, has another one, or there is none. */
  addThumbnail(id: string, thumbnail: { digest: string; type: string }): Promise<boolean>;
  /** Forgets what was put up before and never sent. Gives how many. */
  forgetUnsent(before: number): Promise<number>;
  /** Of these contents, the ones that a file or its thumbnail has. */
  inUse(digests: string[]): Promise<string[]>;
}

/** What a content turned out to be: `head` is its beginning, enough to tell its type. */
export interface WrittenContent {
  digest: string;
  bytes: number;
  head: Uint8Array;
}

/** The bytes themselves, each content once, under its digest. */
export interface ContentStore {
  /** Durable once fulfilled. `null`: it is longer than `maxBytes`, and nothing was kept. Keeps it from `sweep` until `settled`. */
  write(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WrittenContent | null>;
  /** Whoever wrote it has noted it in the store, or given up. */
  settled(digest: string): void;
  /** `null`: it is not there. */
  read(digest: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Removes what is not in use. Gives how many. */
  sweep(inUse: (digests: string[]) => Promise<string[]>): Promise<number>;
}
