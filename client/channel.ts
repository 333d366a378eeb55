import type { CommandInput, CommandName, CommandOutputs, Cursor, ServerFrame } from '../relay/protocol.ts';

export type ChannelStatus = 'connecting' | 'live' | 'closed' | 'revoked';

/** The server's answer to a command. */
export type Answer<N extends CommandName> =
  | { ok: true; data: CommandOutputs[N] }
  | { ok: false; code: string; message: string; field?: string };

export interface ChannelOptions {
  /** Address without the cursor, `ws:` or `wss:`. */
  url: string;
  /** Of JSON. */
  read(text: string): unknown;
  /** Asked at every connection. */
  token(): string;
  /** Where to go on. Asked at every connection. */
  cursor(): Cursor;
  /** All but replies. */
  received(frame: ServerFrame): void;
  statusChanged(status: ChannelStatus): void;
  /** Several attempts in a row ended before a `hello`: the token may be over. */
  failing(): void;
  WebSocket?: typeof WebSocket;
  random?: () => number;
  /** When a silent server is asked, and how long it has to answer; tests make them short. */
  askAfterMs?: number;
  answerWithinMs?: number;
}

const firstRetryMs = 400;
const lastRetryMs = 20_000;
const attemptsUntilFailing = 4;
/** A server that is gone without a word is noticed within these two: a page sees no pings. */
const usualAskAfterMs = 12_000;
const usualAnswerWithinMs = 6_000;

/** One WebSocket, reopened by itself until it is closed or the server says that it is over. */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #waiting = new Map<
    number,
    { settle(answer: Answer<CommandName>): void; fail(error: Error): void }
  >();
  #socket: WebSocket | null = null;
  #status: ChannelStatus = 'closed';
  #ref = 0;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs: number | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChannelOptions) {
    this.#options = options;
  }

  get status(): ChannelStatus {
    return this.#status;
  }

  /** Connects, unless it is so already or the server has revoked the token. */
  open(): void {
    if (this.#socket || this.#status === 'revoked') return;
    clearTimeout(this.#retry);
    this.#set('connecting');
    const { url, token, cursor } = this.#options;
    const { epoch, n } = cursor();
    const Socket = this.#options.WebSocket ?? WebSocket;
    const socket = new Socket(`${url}?cursor=${epoch}.${n}`, ['hallway.v1', `token.${token()}`]);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#socket === socket && this.#receive(String(data));
    socket.onclose = () => this.#socket === socket && this.#lost();
    this.#expectAnswer();
  }

  /** Disconnects until `open`. Commands without an answer fail. */
  close(): void {
    clearTimeout(this.#retry);
    this.#drop();
    if (this.#status !== 'revoked') this.#set('closed');
  }

  /** Disconnects and connects again at once: entries of the log were missed. */
  reopen(): void {
    this.#drop();
    this.open();
  }

  /** `null` while there is no connection. Rejects when it goes before the answer. */
  command<N extends CommandName>(command: N, input: CommandInput<N>): Promise<Answer<N>> | null {
    if (this.#status !== 'live') return null;
    const ref = ++this.#ref;
    this.#write({ kind: 'do', ref, command, input });
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { settle: answer => resolve(answer as Answer<N>), fail: reject });
    });
  }

  /** `site`: where the person lets administrators see it. */
  attention(visible: boolean, focused: boolean, site: string | null = null): void {
    if (this.#status !== 'live') return;
    this.#write({ kind: 'attention', visible, focused, ...(site !== null && { site }) });
  }

  #write(frame: unknown): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #receive(text: string): void {
    const frame = this.#options.read(text) as ServerFrame;
    this.#heard();
    if (frame.kind === 'alive') return;
    if (frame.kind === 'reply') {
      const waiting = this.#waiting.get(frame.ref);
      this.#waiting.delete(frame.ref);
      waiting?.settle(frame.ok ? { ok: true, data: frame.data as never } : { ok: false, ...frame.error });
      return;
    }
    if (frame.kind === 'hello') {
      this.#attempts = 0;
      this.#retryMs = null;
      this.#set('live');
    }
    if (frame.kind === 'bye') this.#bye(frame.reason, frame.retryMs);
    this.#options.received(frame);
  }

  #bye(reason: 'restart' | 'revoked', retryMs: number): void {
    if (reason === 'revoked') {
      this.#set('revoked');
      this.#drop();
    } else {
      this.#retryMs = retryMs;
    }
  }

  #heard(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#write({ kind: 'alive' });
      this.#expectAnswer();
    }, this.#options.askAfterMs ?? usualAskAfterMs);
  }

  /** Nothing within the time, be it to the handshake or to a question: what is there is no connection any more. */
  #expectAnswer(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lost(), this.#options.answerWithinMs ?? usualAnswerWithinMs);
  }

  #lost(): void {
    this.#drop();
    if (this.#status === 'revoked' || this.#status === 'closed') return;
    this.#set('connecting');
    this.#attempts++;
    if (this.#attempts % attemptsUntilFailing === 0) this.#options.failing();
    const random = this.#options.random ?? Math.random;
    const ceiling = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(this.#attempts, 10));
    // Everybody loses a server at the same time: they must not all come back at the same time.
    const delay = this.#retryMs === null ? ceiling * (0.3 + 0.7 * random()) : this.#retryMs * (1 + random());
    this.#retryMs = null;
    this.#retry = setTimeout(() => this.open(), delay);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#watch);
    socket?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of waiting) fail(new Error('the channel closed before the answer'));
  }

  #set(status: ChannelStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#options.statusChanged(status);
  }
}
