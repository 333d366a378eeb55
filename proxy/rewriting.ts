import type { BodyFilter } from './rewriter.ts';

/** Where rewritten bytes go. */
export interface RewritingSink {
  /** `false` is of no interest here: the sink pauses the origin itself. */
  filtered(bytes: Buffer): void;
  /** Everything was given out. */
  filterEnded(): void;
  /** The filter is ready for more. */
  filterReady(): void;
  /** The filter threw; the original bytes that it swallowed so far, or `null` when some of its own went out. */
  filterFailed(error: unknown, swallowed: Buffer[] | null): void;
}

/** Feeds a filter strictly one call after the other, and keeps what it swallowed until it gives something out. */
export class Rewriting {
  readonly #filter: BodyFilter;
  readonly #sink: RewritingSink;
  #queue: Buffer[] = [];
  #swallowed: Buffer[] | null = [];
  #isBusy = false;
  #isInputOver = false;
  #isDone = false;

  constructor(filter: BodyFilter, sink: RewritingSink) {
    this.#filter = filter;
    this.#sink = sink;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** `false`: a promise is pending; stop the origin until `filterReady`. */
  push(chunk: Buffer): boolean {
    if (this.#isDone) return true;
    if (this.#isBusy) this.#queue.push(chunk);
    else this.#take(chunk);
    return !this.#isBusy;
  }

  end(): void {
    this.#isInputOver = true;
    this.#run();
  }

  destroy(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#queue = [];
    try {
      this.#filter.destroy();
    } catch {
      // Nothing can be saved any more.
    }
  }

  #run(): void {
    while (!this.#isBusy && !this.#isDone) {
      const chunk = this.#queue.shift();
      if (!chunk && !this.#isInputOver) return;
      if (chunk) this.#take(chunk);
      else this.#call(undefined);
    }
  }

  #take(chunk: Buffer): void {
    this.#swallowed?.push(chunk);
    this.#call(chunk);
  }

  #call(chunk: Buffer | undefined): void {
    let result: Buffer | Promise<Buffer>;
    try {
      result = chunk ? this.#filter.write(chunk) : this.#filter.end();
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (result instanceof Uint8Array) {
      this.#give(result, !chunk);
      return;
    }
    this.#isBusy = true;
    result.then(
      bytes => this.#resume(bytes, !chunk),
      error => this.#fail(error),
    );
  }

  #resume(bytes: Buffer, isLast: boolean): void {
    this.#isBusy = false;
    if (this.#isDone) return;
    this.#give(bytes, isLast);
    this.#run();
    if (!this.#isBusy && !this.#isDone) this.#sink.filterReady();
  }

  #give(bytes: Buffer, isLast: boolean): void {
    if (bytes.length > 0) {
      this.#swallowed = null;
      this.#sink.filtered(bytes);
      const rest = this.#filter.rest?.();
      if (rest && rest.length > 0) this.#sink.filtered(rest);
    }
    if (!isLast) return;
    this.#isDone = true;
    this.#sink.filterEnded();
  }

  #fail(error: unknown): void {
    if (this.#isDone) return;
    const swallowed = this.#swallowed && [...this.#swallowed, ...this.#queue];
    this.destroy();
    this.#sink.filterFailed(error, swallowed);
  }
}
