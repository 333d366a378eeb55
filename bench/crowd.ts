import net from 'node:net';

const last = Buffer.from('0\r\n\r\n');

/** Several connections that ask a proxy for one page, as many times as they are told. */
export class Crowd {
  readonly #askers: Asker[];

  constructor(proxy: string, request: string, size: number) {
    this.#askers = Array.from({ length: size }, () => new Asker(proxy, request));
  }

  /** Done when so many answers are there whole. */
  async ask(count: number): Promise<void> {
    let left = count;
    const ask = async (asker: Asker) => {
      while (left-- > 0) await asker.ask();
    };
    await Promise.all(this.#askers.map(ask));
  }

  close(): void {
    for (const asker of this.#askers) asker.close();
  }
}

/** One connection; plain, so that asking costs little. */
export class Asker {
  readonly #socket: net.Socket;
  readonly #request: string;
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  /** Bytes of the body still to come; `null` while its head is read, endless when it is chunked. */
  #left: number | null = null;
  #startedAt = 0;
  #firstByteMs = 0;
  #done: ((firstByteMs: number) => void) | null = null;
  #fail: ((error: Error) => void) | null = null;

  constructor(proxy: string, request: string) {
    const [host, port] = proxy.split(':');
    this.#request = request;
    this.#socket = net.connect(Number(port), host!).setNoDelay(true);
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', error => this.#fail?.(error));
  }

  /** Done when the answer is there whole; gives the milliseconds up to the first byte of its body. */
  ask(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#fail = reject;
      this.#startedAt = performance.now();
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const body = this.#left === null ? this.#behindHead(chunk) : chunk;
    if (this.#left === null || body.length === 0) return;
    this.#firstByteMs ||= performance.now() - this.#startedAt;
    this.#left -= body.length;
    this.#tail = body.length >= last.length ? body.subarray(-last.length) : Buffer.concat([this.#tail, body]);
    // A chunked body is over when it ends like this; the bodies of the origin do not.
    if (this.#left === 0 || (this.#left === -Infinity && this.#tail.subarray(-last.length).equals(last)))
      this.#finish();
  }

  #behindHead(chunk: Buffer): Buffer {
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0) return last.subarray(0, 0);
    const text = this.#head.toString('latin1', 0, end);
    if (!text.startsWith('HTTP/1.1 200')) this.#fail?.(new Error(text));
    const length = /\r\ncontent-length: (\d+)/i.exec(text);
    this.#left = length === null ? -Infinity : Number(length[1]);
    const body = this.#head.subarray(end + 4);
    this.#head = this.#head.subarray(0, 0);
    return body;
  }

  #finish(): void {
    const firstByteMs = this.#firstByteMs;
    this.#left = null;
    this.#firstByteMs = 0;
    this.#tail = this.#tail.subarray(0, 0);
    this.#done?.(firstByteMs);
  }
}
