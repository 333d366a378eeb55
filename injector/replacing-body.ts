import { type Compression, createDecoder, createEncoder } from './coders.ts';
import type { Coding } from './decision.ts';
import type { PageBody } from './page-body.ts';
import type { Decoder } from './pump.ts';
import type { InjectorReason } from './reasons.ts';
import type { ReplacementOutcome } from './replacement-rule.ts';

const nothing = Buffer.alloc(0);

/** Larger pages, decoded, are not looked into: parsing them takes a second and more. */
export const maxPage = 2 << 20;

export interface ReplacingOptions {
  coding: Coding;
  /** Makes the filter that the page would have without rules. */
  ordinary(): PageBody;
  /** Edits a whole page; null when it is to go on as without rules. */
  edit(page: Buffer): Promise<Buffer | null>;
  /** Told why the page was not even looked into. */
  passed(outcome: ReplacementOutcome): void;
}

/**
 * The filter of pages that rules are meant for: keeps the page until it is whole, edits it, and codes it again as it
 * came, as cheaply as can be. Whatever is not edited goes through the ordinary filter in the very chunks that came,
 * so that its bytes are those that it would have without rules.
 */
export class ReplacingBody implements PageBody {
  readonly #options: ReplacingOptions;
  #kept: Buffer[] = [];
  #size = 0;
  #text: Buffer[] = [];
  #length = 0;
  #decoder: Decoder | null = null;
  #first: Buffer | null = nothing;
  #ordinary: PageBody | null = null;
  /** Bytes of the edited body; null where it was not edited. */
  #edited: number | null = null;

  constructor(options: ReplacingOptions) {
    this.#options = options;
    if (options.coding === 'identity') this.#first = null;
  }

  get fate(): InjectorReason | null {
    return this.#edited === null ? (this.#ordinary?.fate ?? null) : 'replaced';
  }

  get added(): number | null {
    return this.#edited === null ? (this.#ordinary?.added ?? null) : this.#edited - this.#size;
  }

  async write(chunk: Buffer): Promise<Buffer> {
    if (this.#ordinary !== null) return this.#ordinary.write(chunk);
    this.#kept.push(chunk);
    this.#size += chunk.length;
    await this.#decode(chunk);
    const failed = this.#decoder?.failure != null;
    // A compressed page larger than its limit was ended by the decoder's own.
    if (this.#length > maxPage || this.#size > maxPage) return this.#giveUp('large');
    return failed ? this.#giveUp('damaged') : nothing;
  }

  rest(): Buffer | null {
    return this.#ordinary?.rest?.() ?? null;
  }

  async end(): Promise<Buffer> {
    if (this.#ordinary !== null) return this.#ordinary.end();
    const edited = await this.#edit();
    if (edited !== null) {
      this.#edited = edited.length;
      this.destroy();
      return edited;
    }
    return Buffer.concat([await this.#passOn(), await this.#ordinary!.end(), this.rest() ?? nothing]);
  }

  destroy(): void {
    this.#decoder?.destroy();
    this.#ordinary?.destroy();
    this.#kept = [];
    this.#text = [];
  }

  async #decode(chunk: Buffer): Promise<void> {
    if (this.#options.coding === 'identity') {
      this.#collect([chunk]);
      return;
    }
    if (this.#first !== null) {
      this.#first = Buffer.concat([this.#first, chunk]);
      // By two bytes the decoder is chosen.
      if (this.#first.length < 2) return;
      chunk = this.#start(this.#options.coding, this.#first);
    }
    this.#collect(await this.#decoder!.push(chunk));
  }

  #start(coding: Compression, first: Buffer): Buffer {
    this.#decoder = createDecoder(coding, first, produced => produced > maxPage);
    this.#first = null;
    return first;
  }

  #collect(pieces: Buffer[]): void {
    for (const piece of pieces) this.#length += piece.length;
    this.#text.push(...pieces);
  }

  async #edit(): Promise<Buffer | null> {
    const { coding, edit, passed } = this.#options;
    if (this.#decoder !== null) this.#collect(await this.#decoder.finish());
    if (this.#first !== null || this.#decoder?.failure != null) {
      passed(this.#length > maxPage ? 'large' : 'damaged');
      return null;
    }
    const page = await edit(Buffer.concat(this.#text));
    return page === null || coding === 'identity' ? page : encoded(page, coding);
  }

  #giveUp(outcome: ReplacementOutcome): Promise<Buffer> {
    this.#options.passed(outcome);
    return this.#passOn();
  }

  /** Gives what came so far to the ordinary filter, which takes all the rest. */
  async #passOn(): Promise<Buffer> {
    const kept = this.#kept;
    this.destroy();
    const ordinary = this.#options.ordinary();
    this.#ordinary = ordinary;
    const out: Buffer[] = [];
    for (const chunk of kept) out.push(await ordinary.write(chunk), ordinary.rest?.() ?? nothing);
    return Buffer.concat(out);
  }
}

async function encoded(page: Buffer, coding: Compression): Promise<Buffer> {
  const encoder = createEncoder(coding);
  const out = [...(await encoder.push(page)), ...(await encoder.finish())];
  encoder.destroy();
  return Buffer.concat(out);
}
