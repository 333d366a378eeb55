import { Readable } from 'node:stream';

/**
 * A request's body on its way to undici. A wrapper stands between because undici destroys the stream it was given
 * when an origin answers early, and that would take the browser's connection and the answer with it.
 */
export class RequestBody extends Readable {
  readonly #source: Readable;
  #isComplete = false;
  readonly #onData = (chunk: Buffer) => {
    if (!this.push(chunk)) this.#source.pause();
  };
  readonly #onEnd = () => {
    this.#isComplete = true;
    this.push(null);
  };
  readonly #onGone = () => {
    if (!this.#isComplete) this.destroy(new Error('the browser broke its upload off'));
  };

  constructor(source: Readable) {
    super({ highWaterMark: 64 * 1024 });
    this.#source = source;
    source
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onGone)
      .on('close', this.#onGone);
    source.pause();
  }

  override _read(): void {
    this.#source.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#source.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onGone);
    // What is left of the upload is read and dropped, so that the browser gets to reading the answer.
    this.#source.resume();
    done(error);
  }
}
