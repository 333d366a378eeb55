import { type Compression, createDecoder, createEncoder } from './coders.ts';
import { InjectorError } from './errors.ts';
import type { PageBody } from './page-body.ts';
import type { Decoder, Pump } from './pump.ts';
import type { InjectorReason } from './reasons.ts';
import type { Splice } from './splice.ts';
import { decodeWhole, encodeWhole, release } from './whole-body.ts';

const nothing = Buffer.alloc(0);

/** A body may grow to this many bytes whatever its size. */
const alwaysAllowed = 8 * 1024 * 1024;
/** Beyond that, to this many times its compressed size; pages of real sites stay below 100. */
const allowedRatio = 200;

/** So many compressed bytes wait for the place at most: twice what the look-ahead can take in UTF-16. */
const waitsFor = 1 << 18;

/**
 * The filter of compressed bodies: decodes, splices, encodes again in the same coding, flushing at each chunk.
 * Nothing goes on until the place is found or given up (no browser shows anything of that part), so that a page
 * which is not to be touched goes on in its original bytes. When a body proves damaged, cut off or exploding
 * after that, what decodes is given, the coding is left without its end, and the next call throws `broken_body`.
 */
export class Recode implements PageBody {
  readonly #coding: Compression;
  readonly #splice: Splice;
  readonly #length: number | undefined;
  /** The original bytes, until it is known that they are not needed. */
  #original: Buffer[] | null = [];
  /** Spliced text that waits for the place to be found. */
  #waiting: Buffer[] = [];
  #through = false;
  #added: number | null = null;
  #decoder: Decoder | null = null;
  #encoder: Pump | null = null;
  #taken = 0;
  #broken: InjectorError | null = null;
  #first: Buffer = nothing;

  /** `length` is that of the whole body, where its head says it. */
  constructor(coding: Compression, splice: Splice, length?: number) {
    this.#coding = coding;
    this.#splice = splice;
    this.#length = length;
  }

  get fate(): InjectorReason | null {
    if (this.#broken !== null) return 'damaged';
    const { fate } = this.#splice;
    return fate === 'inserted' ? 'recoded' : fate;
  }

  get added(): number | null {
    return this.#added;
  }

  write(chunk: Buffer): Buffer | Promise<Buffer> {
    const isWhole = chunk.length === this.#length && !this.#through;
    return (isWhole ? this.#workAtOnce(chunk) : null) ?? this.#step(chunk);
  }

  /** All that the body is; null where a stream is to judge it. */
  #workAtOnce(body: Buffer): Buffer | null {
    const text = decodeWhole(this.#coding, body);
    if (text === null) return null;
    const parts = [...this.#parts(this.#splice.write(text)), ...this.#parts(this.#splice.end())];
    this.#through = true;
    const given = this.#splice.verdict === 'found' ? encodeWhole(this.#coding, parts) : body;
    release(text);
    this.#added = given.length - body.length;
    this.destroy();
    return given;
  }

  async #step(chunk: Buffer): Promise<Buffer> {
    if (this.#through) return chunk;
    if (this.#broken !== null) throw this.#broken;
    this.#original?.push(chunk);
    const input = this.#start(chunk);
    if (input === null) return nothing;
    return this.#work(input);
  }

  async end(): Promise<Buffer> {
    if (this.#through) return nothing;
    const given = this.#decoder === null ? await this.#work(this.#begin(this.#first)) : nothing;
    if (this.#through) return given;
    if (this.#broken !== null) throw this.#broken;
    const text = (await this.#decoder!.finish()).flatMap(piece => this.#parts(this.#splice.write(piece)));
    const sound = this.#decoder!.failure === null;
    if (sound) text.push(...this.#parts(this.#splice.end()));
    const rest = await this.#emit(text, sound);
    if (this.#through) return rest;
    if (this.#broken !== null) throw this.#broken;
    const tail = Buffer.concat([given, rest, ...(await this.#encoder!.finish())]);
    this.destroy();
    return tail;
  }

  destroy(): void {
    this.#decoder?.destroy();
    this.#encoder?.destroy();
    this.#splice.destroy();
    this.#original = null;
    this.#waiting = [];
  }

  /** Collects the two bytes by which the decoder is chosen; null while there are fewer. */
  #start(chunk: Buffer): Buffer | null {
    if (this.#decoder !== null) return chunk;
    this.#first = Buffer.concat([this.#first, chunk]);
    return this.#first.length < 2 ? null : this.#begin(this.#first);
  }

  #begin(first: Buffer): Buffer {
    this.#decoder = createDecoder(
      this.#coding,
      first,
      produced => produced > alwaysAllowed + allowedRatio * this.#taken,
    );
    this.#first = nothing;
    return first;
  }

  /** What the splice has just given, with what follows it. */
  #parts(given: Buffer): Buffer[] {
    const rest = this.#splice.rest();
    return rest === null ? [given] : [given, rest];
  }

  async #work(input: Buffer): Promise<Buffer> {
    this.#taken += input.length;
    const text = (await this.#decoder!.push(input)).flatMap(piece => this.#parts(this.#splice.write(piece)));
    // Codings have headers and blocks without end that give no text at all.
    const isEndless = this.#taken > waitsFor && this.#splice.verdict === 'looking';
    if (isEndless) this.#splice.abandon('too_long');
    return this.#emit(text, this.#decoder!.failure === null);
  }

  /** Gives what may go on of this text; `sound` is false when the body proved damaged behind it. */
  async #emit(text: Buffer[], sound: boolean): Promise<Buffer> {
    if (this.#original !== null) {
      this.#waiting.push(...text);
      const { verdict } = this.#splice;
      if (verdict === 'looking' && sound) return nothing;
      if (verdict !== 'found') return this.#giveOriginal(sound);
      this.#original = null;
      text = this.#waiting;
      this.#waiting = [];
    }
    this.#encoder ??= createEncoder(this.#coding);
    const coded = await this.#encoder.push(Buffer.concat(text));
    if (!sound) {
      this.#broken = new InjectorError('broken_body', { cause: this.#decoder!.failure });
      this.destroy();
    }
    return coded.length === 1 ? coded[0]! : Buffer.concat(coded);
  }

  #giveOriginal(sound: boolean): Buffer {
    if (!sound && this.#splice.verdict === 'looking') this.#splice.abandon('undecodable');
    const original = Buffer.concat(this.#original ?? []);
    this.#through = true;
    this.#added = 0;
    this.destroy();
    return original;
  }
}
