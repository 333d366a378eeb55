import type { AttachedPage, CommandInput, FileRef, Quote } from '../relay/protocol.ts';

/** A message on its way: shown at once, and kept until the server says that it is stored. */
export interface Outgoing {
  conversation: string;
  clientId: string;
  text: string;
  at: number;
  /** What it answers. */
  reply?: Quote;
  page?: AttachedPage;
  files?: FileRef[];
  /** `refused`: the server will never take it; `error` says why, and the text can be taken back. */
  state: 'waiting' | 'refused';
  error?: string;
}

/** What the server said of a message that it has stored. */
export interface Stored {
  item: Outgoing;
  id: string;
  seq: number;
  at: number;
}

/** What the server is sent of it. */
export const inputOf = ({
  conversation,
  clientId,
  text,
  reply,
  page,
  files,
}: Outgoing): CommandInput<'send'> => ({
  conversation,
  clientId,
  text,
  ...(reply && { reply: reply.seq }),
  ...(page && { page }),
  ...(files && { files: files.map(({ id }) => id) }),
});

/** Puts a command on the channel; `null` while there is none. Rejects when the channel goes before the answer. */
export type Submit = (input: CommandInput<'send'>) => Promise<SubmitAnswer> | null;

export type SubmitAnswer =
  | { ok: true; seq: number; id: string; at: number }
  | { ok: false; code: string; message: string };

// Nothing was stored and nothing is wrong with the message: the next try may succeed.
const passing = ['unavailable', 'limited'];
const retryMs = 2_000;

/**
 * Unacknowledged messages, in order. Each conversation's are sent one after the other, so that they are stored in the
 * order in which they were written; a retry carries the same clientId and is therefore harmless.
 */
export class Outbox {
  #items: readonly Outgoing[] = [];
  readonly #busy = new Set<string>();
  readonly #submit: Submit;
  readonly #changed: (stored?: Stored) => void;

  constructor(submit: Submit, changed: (stored?: Stored) => void) {
    this.#submit = submit;
    this.#changed = changed;
  }

  get items(): readonly Outgoing[] {
    return this.#items;
  }

  of(conversation: string): Outgoing[] {
    return this.#items.filter(item => item.conversation === conversation);
  }

  add(item: Omit<Outgoing, 'state'>): void {
    this.#items = [...this.#items, { ...item, state: 'waiting' }];
    this.#changed();
    this.#advance(item.conversation);
  }

  /** Takes a message back that was refused. */
  remove(clientId: string): void {
    this.#items = this.#items.filter(item => item.clientId !== clientId);
    this.#changed();
  }

  /** The channel is open (again): sends what waits. */
  resume(): void {
    for (const conversation of new Set(this.#items.map(item => item.conversation))) {
      this.#advance(conversation);
    }
  }

  /** The log shows that a message is stored, whoever sent it here. */
  stored(clientId: string): void {
    if (this.#items.some(item => item.clientId === clientId)) this.remove(clientId);
  }

  #advance(conversation: string): void {
    if (this.#busy.has(conversation)) return;
    const item = this.#items.find(other => other.conversation === conversation && other.state === 'waiting');
    if (!item) return;
    const answer = this.#submit(inputOf(item));
    if (!answer) return;
    this.#busy.add(conversation);
    answer.then(
      result => this.#settled(item, result),
      // The channel is gone; `resume` comes with the next one.
      () => this.#busy.delete(conversation),
    );
  }

  #settled(item: Outgoing, answer: SubmitAnswer): void {
    this.#busy.delete(item.conversation);
    if (answer.ok) {
      this.#items = this.#items.filter(other => other.clientId !== item.clientId);
      this.#changed({ item, seq: answer.seq, id: answer.id, at: answer.at });
    } else if (passing.includes(answer.code)) {
      setTimeout(() => this.#advance(item.conversation), retryMs);
      return;
    } else {
      this.#items = this.#items.map(other =>
        other.clientId === item.clientId ? { ...other, state: 'refused', error: answer.message } : other,
      );
      this.#changed();
    }
    this.#advance(item.conversation);
  }
}
