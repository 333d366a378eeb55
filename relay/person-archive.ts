import type { Context } from './context.ts';
import { mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import { canonical } from './profile.ts';
import { type RecordKind, recordKinds } from './storage/person-records.ts';
import { type TarEntry, tar } from './tar.ts';

/** Rows of one file in the archive, and of one step of the store. */
const atOnce = 500;

/** What each part of the archive holds; stands in it as `index.json`. */
const about: Record<RecordKind, string> = {
  person: 'The account: names, addresses, role',
  preferences: 'How they want to be seen and reached',
  'log-ins': 'Where they are logged in, and tokens of their programs; not the tokens themselves',
  contacts: 'Their address book',
  blocked: 'Whom they have blocked',
  'waiting-for': 'Of whose return they want to hear',
  groups: 'Groups that they belong to, asked for or were asked into',
  'paused-sites': 'Sites on which they have paused the window',
  drafts: 'What they wrote and have not sent',
  address: 'Their page for people without an account',
  invitations: 'Invitations that they made or got',
  conversations: 'Conversations that they take or took part in',
  messages: 'What was said there, as far as they can read it; of those that they have left, what they said',
  inbox: 'Messages left for them',
  'left-for-others': 'Messages that they left for others',
  announcements: 'What was announced to them, and what they answered',
  announced: 'What they have announced',
  help: 'Requests for help that they made or took',
  files: 'Files that they sent; the files themselves lie in files/',
  audit: 'What the audit log says of them',
};

/** All that is there of one person, for them: what the organisation has to hand out when they ask for it. */
export class PersonArchive {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Noted before the first byte is given. `by` is `null` for who runs the machine. */
  async export(by: string | null, typed: string): Promise<AsyncIterable<Uint8Array>> {
    const { storage, audit } = this.#context;
    await mustHave(storage.people, by, 'administer');
    const name = canonical(typed);
    const person = await storage.people.get(name);
    if (!person) throw new RelayError('unknown_person', 'There is nobody of that name.', { field: 'name' });
    await audit.record(by ?? 'operator', 'person_exported', name);
    return tar(this.#entries(name, person.picture));
  }

  async *#entries(name: string, picture: string | null): AsyncGenerator<TarEntry> {
    const at = this.#context.now();
    yield entry('index.json', at, JSON.stringify({ name, at, parts: about }, null, 2));
    for (const kind of recordKinds) yield* this.#records(kind, name, at);
    yield* this.#files(name);
    const [digest, ending] = picture?.split('.') ?? [];
    const read = digest === undefined ? null : await this.#context.storage.contents.read(digest);
    if (read) yield entry(`picture.${ending}`, at, await whole(read));
  }

  async *#records(kind: RecordKind, name: string, at: number): AsyncGenerator<TarEntry> {
    for (let part = 1; ; part += 1) {
      const range = { offset: (part - 1) * atOnce, limit: atOnce };
      const rows = await this.#context.storage.personRecords.page(kind, name, range);
      const lines = rows.map(row => `${JSON.stringify(row)}\n`).join('');
      if (rows.length > 0) yield entry(`${kind}-${String(part).padStart(4, '0')}.jsonl`, at, lines);
      if (rows.length < atOnce) return;
    }
  }

  async *#files(name: string): AsyncGenerator<TarEntry> {
    for (let offset = 0; ; offset += atOnce) {
      const rows = await this.#context.storage.personRecords.page('files', name, { offset, limit: atOnce });
      for (const row of rows) {
        const file = row as { id: string; name: string; bytes: number; digest: string; at: number };
        const content = await this.#context.storage.contents.read(file.digest);
        const path = `files/${file.id}-${file.name.replace(/[^A-Za-z0-9._-]+/g, '_').slice(-60)}`;
        // It may just have been deleted.
        if (content) yield { path, bytes: file.bytes, at: file.at, content };
      }
      if (rows.length < atOnce) return;
    }
  }
}

function entry(path: string, at: number, text: string | Uint8Array): TarEntry {
  const content = Buffer.from(text as string);
  return { path, at, bytes: content.length, content: [content] };
}

/** Of a picture, which is small: an entry says how long it is before it begins. */
async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
