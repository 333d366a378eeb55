import zlib from 'node:zlib';
import { gzipHeaderLength, trailerLength } from './gzip-member.ts';
import { type Decoder, Pump } from './pump.ts';

const nothing = Buffer.alloc(0);

/**
 * Decodes a gzip body as browsers do: the first member alone, whatever follows it. Unlike them it checks the
 * trailer, since the new one made here would hide the damage that the old one shows.
 */
export class GzipDecoder implements Decoder {
  failure: Error | null = null;
  readonly #pump: Pump;
  #header: Buffer | null = nothing;
  #trailer: Buffer = nothing;
  #given = 0;
  #crc = 0;
  #length = 0;

  constructor(limit: (produced: number) => boolean) {
    this.#pump = new Pump(zlib.createInflateRaw({ chunkSize: 65_536 }), limit);
  }

  async push(chunk: Buffer): Promise<Buffer[]> {
    const deflated = this.#header === null ? chunk : this.#skipHeader(this.#header, chunk);
    if (deflated.length === 0 || this.failure !== null) return [];
    if (this.#pump.ended) {
      this.#collect(deflated);
      return [];
    }
    const out = await this.#pump.push(deflated);
    this.#given += deflated.length;
    if (this.#pump.ended)
      this.#collect(deflated.subarray(deflated.length - (this.#given - this.#pump.consumed)));
    return this.#checked(out);
  }

  async finish(): Promise<Buffer[]> {
    if (this.#header !== null) this.failure ??= new Error('the gzip header is cut off');
    if (this.failure !== null) return [];
    const out = this.#checked(await this.#pump.finish());
    if (this.failure === null && !this.#isWhole())
      this.failure = new Error('the gzip trailer does not fit the body');
    return out;
  }

  destroy(): void {
    this.#pump.destroy();
  }

  #skipHeader(before: Buffer, chunk: Buffer): Buffer {
    const bytes = Buffer.concat([before, chunk]);
    const length = gzipHeaderLength(bytes);
    if (length < 0) this.failure = new Error('no gzip header');
    this.#header = length > 0 ? null : bytes;
    return length > 0 ? bytes.subarray(length) : nothing;
  }

  #collect(bytes: Buffer): void {
    this.#trailer = Buffer.concat([this.#trailer, bytes.subarray(0, trailerLength - this.#trailer.length)]);
  }

  #checked(out: Buffer[]): Buffer[] {
    this.failure ??= this.#pump.failure;
    for (const piece of out) {
      this.#crc = zlib.crc32(piece, this.#crc);
      this.#length += piece.length;
    }
    return out;
  }

  #isWhole(): boolean {
    if (this.#trailer.length < trailerLength) return false;
    return (
      this.#trailer.readUInt32LE(0) === this.#crc && this.#trailer.readUInt32LE(4) === this.#length % 2 ** 32
    );
  }
}
