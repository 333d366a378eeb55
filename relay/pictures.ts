import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import { fileType } from './file-type.ts';
import { pictureSize } from './picture-size.ts';
import { canonical } from './profile.ts';
import type { OpenedFile } from './relay.ts';
import type { Rights } from './rights.ts';

const maxBytes = 512 * 1024;
const maxSide = 2_048;

/** By the ending that stands in a picture's version, so that its type is known without opening it. */
const types: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };

/** What people look like to others. Taken for hostile, like every upload. */
export class Pictures {
  readonly #context: Context;
  readonly #rights: Pick<Rights, 'may'>;
  readonly #replaced: () => void;

  /** `replaced` is called when a content may be spare. */
  constructor(context: Context, rights: Pick<Rights, 'may'>, replaced: () => void) {
    this.#context = context;
    this.#rights = rights;
    this.#replaced = replaced;
  }

  /** Gives back its version. */
  async set(user: string, content: AsyncIterable<Uint8Array>): Promise<string> {
    const { contents, people } = this.#context.storage;
    const written = await contents.write(content, maxBytes);
    if (!written) throw refused(`A picture has at most ${maxBytes / 1024} KB.`);
    try {
      const { type } = fileType(written.head, written.head.length === written.bytes);
      const ending = Object.keys(types).find(key => types[key] === type);
      const size = ending === undefined ? null : pictureSize(written.head, type);
      if (!size) throw refused('A picture is a PNG, JPEG or WebP file.');
      if (size.width > maxSide || size.height > maxSide)
        throw refused(`A picture is at most ${maxSide} pixels wide and high.`);
      const picture = `${written.digest}.${ending}`;
      await people.update(user, { picture });
      this.#context.audit.note(user, 'picture_changed', user);
      return picture;
    } finally {
      contents.settled(written.digest);
      this.#replaced();
    }
  }

  async remove(user: string): Promise<void> {
    await this.#context.storage.people.update(user, { picture: null });
    this.#context.audit.note(user, 'picture_removed', user);
    this.#replaced();
  }

  /** Who may not find the person gets the same answer as where there is no picture. */
  async open(viewer: string, name: string): Promise<OpenedFile> {
    const person = await this.#context.storage.people.get(canonical(name));
    const isOpen = person?.name === viewer || this.#rights.may(viewer, 'find', canonical(name)) === null;
    const content = isOpen ? this.contentOf(canonical(name), person?.picture ?? null) : null;
    if (!content) throw new RelayError('unknown_file', 'There is no such picture for you.');
    return content;
  }

  /** For whom may see it. `null` where there is none. */
  contentOf(name: string, picture: string | null): OpenedFile | null {
    const [digest = '', ending = ''] = picture?.split('.') ?? [];
    if (digest === '') return null;
    const type = types[ending] ?? 'application/octet-stream';
    const read = () => this.#context.storage.contents.read(digest);
    return { name: `${name}.${ending}`, type, bytes: null, tag: digest.slice(0, 32), read };
  }
}

const refused = (message: string) => new RelayError('file_refused', message, { field: 'picture' });
