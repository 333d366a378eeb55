import { combineCrc32 } from './crc32-combine.ts';
import { deflatedLength, gzipHeaderLength, magic, trailerLength } from './gzip-member.ts';
import { InflateStart, longestStart } from './inflate-start.ts';
import { type Opening, openingLength, openPage, type PagePlan } from './opening.ts';
import type { PageBody } from './page-body.ts';
import type { PrefixBlock } from './prefix-block.ts';
import type { InjectorReason } from './reasons.ts';
import { Recode } from './recode.ts';
import type { Snippet } from './snippet.ts';
import { createFinder, Splice } from './splice.ts';

const nothing = Buffer.alloc(0);

/** So many bytes of the page are decoded to read its first tags; when they do not do, so many more. */
const samples = [64, 160, 1536, longestStart];
/** Where nothing else says what a page is and in which charset, that may stand in its first kilobyte. */
const undeclaredSamples = samples.slice(2);
/** As much of the compressed page is waited for. */
const awaited = 4096;
/**
 * Held back at the end of each chunk: a trailer, and what some servers send behind it (line ends, padding). Behind
 * more than that the trailer stays the old one, at which browsers do not look.
 */
const heldBack = trailerLength + 56;
/** The original bytes are remembered up to this size, to look where the deflate stream ends when in doubt. */
const remembered = 1 << 20;
/** A trailer that claims more than this many times the compressed size is looked at twice. */
const credibleRatio = 100;

/**
 * The filter of gzip bodies that inflates their beginning alone. Where the first tags are plain, the page's own
 * doctype and the loader go before the page in blocks of their own, the page's deflate blocks follow untouched (no
 * reference in them reaches before their own start), and the trailer is made anew. The white space between the page's
 * own first tags then comes to stand in the head; the loader is told how much of it to remove. Every other page is
 * left to `Recode`. A trailer is patched only where it is believed to be one: damaged bodies stay damaged.
 */
export class GzipPrefix implements PageBody {
  readonly #plan: PagePlan;
  readonly #snippet: Snippet;
  readonly #opened: (opening: Opening) => void;
  #recode: Recode | null = null;
  #held: Buffer = nothing;
  #rest: Buffer | null = null;
  #prefix: PrefixBlock | null = null;
  #headerLength = 0;
  #isGuessed = false;
  #original: Buffer[] | null = [];
  #originalLength = 0;
  /** The magic stands in a body of this size by chance once in 500; a body full of it must cost no more. */
  #looksLeft = 4;
  /** True behind the first member's end: what follows goes on as it is. */
  #over = false;

  constructor(plan: PagePlan, snippet: Snippet, opened: (opening: Opening) => void) {
    this.#plan = plan;
    this.#snippet = snippet;
    this.#opened = opened;
  }

  get fate(): InjectorReason | null {
    if (this.#recode !== null) return this.#recode.fate;
    return this.#prefix === null ? null : 'prefixed';
  }

  get added(): number | null {
    return this.#recode === null ? (this.#prefix?.bytes.length ?? null) : this.#recode.added;
  }

  write(chunk: Buffer): Buffer | Promise<Buffer> {
    if (this.#recode !== null) return this.#recode.write(chunk);
    if (this.#over) return chunk;
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    if (this.#prefix !== null) {
      this.#remember(chunk);
      return this.#follow(bytes);
    }
    return this.#begin(bytes, false);
  }

  rest(): Buffer | null {
    const rest = this.#rest;
    this.#rest = null;
    return rest;
  }

  end(): Buffer | Promise<Buffer> {
    if (this.#recode !== null) return this.#recode.end();
    if (this.#over) return nothing;
    if (this.#prefix === null) return this.#beginAtEnd();
    const rest = this.#held;
    this.destroy();
    const end = this.#memberEnd(rest);
    return end < 0 ? rest : this.#patched(rest, end);
  }

  destroy(): void {
    this.#recode?.destroy();
    this.#held = nothing;
  }

  async #beginAtEnd(): Promise<Buffer> {
    const first = await this.#begin(this.#held, true);
    return Buffer.concat([first, this.rest() ?? nothing, await this.end()]);
  }

  #begin(bytes: Buffer, last: boolean): Buffer | Promise<Buffer> {
    const prefix = this.#choose(bytes, last);
    if (prefix === 'more') {
      this.#held = Buffer.from(bytes);
      return nothing;
    }
    this.#held = nothing;
    if (prefix === null) {
      this.#recode = new Recode(
        'gzip',
        new Splice(this.#plan, this.#snippet, this.#opened),
        this.#plan.length,
      );
      return this.#recode.write(bytes);
    }
    this.#prefix = prefix;
    this.#remember(bytes);
    const first = this.#prefixed(bytes, prefix);
    const rest = this.#follow(bytes.subarray(this.#headerLength));
    // A browser that must guess the charset does so from the first piece that reaches it, which may not be ours alone.
    if (this.#isGuessed) return Buffer.concat([first, rest]);
    this.#rest = rest;
    return first;
  }

  /** The member's header and the prefix, in one piece of memory. */
  #prefixed(bytes: Buffer, prefix: PrefixBlock): Buffer {
    const header = this.#headerLength;
    const first = Buffer.allocUnsafe(header + prefix.bytes.length);
    bytes.copy(first, 0, 0, header);
    prefix.bytes.copy(first, header);
    return first;
  }

  /** What to put before the page; null to recode it; `more` when it cannot be known yet. */
  #choose(bytes: Buffer, last: boolean): PrefixBlock | 'more' | null {
    this.#headerLength = gzipHeaderLength(bytes);
    if (this.#headerLength < 0) return null;
    if (this.#headerLength > 0) {
      const inflate = new InflateStart(bytes, this.#headerLength);
      for (const want of this.#plan.charset === undefined ? undeclaredSamples : samples) {
        const sample = inflate.read(want);
        const choice = sample && this.#tryPrefix(sample);
        if (choice !== 'more') return choice;
        if (sample!.length < want) break;
      }
    }
    return last || bytes.length > awaited ? null : 'more';
  }

  #tryPrefix(sample: Buffer): PrefixBlock | 'more' | null {
    if (sample.length < openingLength(this.#plan)) return 'more';
    const opening = openPage(sample, this.#plan);
    if (!opening.ok || opening.bom > 0 || opening.layout !== 'ascii') return null;
    const finder = createFinder(this.#plan, opening);
    const place = finder.scan(sample, false);
    if (finder.verdict === 'looking') return 'more';
    if (finder.verdict !== 'found') return null;
    const prefix = this.#snippet.prefix(sample.toString('latin1', 0, place));
    if (prefix === null) return null;
    this.#isGuessed = this.#plan.charset === undefined && opening.meta === undefined;
    this.#opened(opening);
    return prefix;
  }

  /** Gives all but the last bytes, and watches for a second member. */
  #follow(bytes: Buffer): Buffer {
    const second = this.#secondMember(bytes);
    if (second >= 0) {
      this.#over = true;
      return this.#patched(bytes, second);
    }
    // As a trailer's end they would claim 4 GB. An origin that flushes may wait now, and what it sent is to be seen.
    const safe = isFlushed(bytes) ? bytes.length : Math.max(0, bytes.length - heldBack);
    this.#held = Buffer.from(bytes.subarray(safe));
    return bytes.subarray(0, safe);
  }

  /** Where a second member begins in the last bytes seen; -1 where none does. */
  #secondMember(bytes: Buffer): number {
    let at = bytes.indexOf(magic, trailerLength);
    while (at >= 0 && !this.#endsBefore(at, bytes.length)) at = bytes.indexOf(magic, at + 1);
    return at;
  }

  /** Whether the first member ends at `at` in the last `length` bytes seen. The magic alone may be chance. */
  #endsBefore(at: number, length: number): boolean {
    if (this.#looksLeft === 0) return false;
    this.#looksLeft--;
    const deflated = this.#deflated();
    if (deflated === null) return false;
    const end = this.#originalLength - length + at - trailerLength - this.#headerLength;
    return deflatedLength(deflated) === end;
  }

  /** Where the first member ends in the body's last bytes; -1 where that is not among them, or not known. */
  #memberEnd(last: Buffer): number {
    if (last.length < trailerLength) return -1;
    const claimed = last.readUInt32LE(last.length - 4);
    const compressed = this.#originalLength - this.#headerLength - trailerLength;
    if (claimed >= compressed && claimed <= compressed * credibleRatio) return last.length;
    const deflated = this.#deflated();
    const length = deflated === null ? null : deflatedLength(deflated);
    const behind = length === null ? -1 : compressed - length;
    const end = last.length - behind;
    return behind < 0 || end < trailerLength ? -1 : end;
  }

  /** A copy whose trailer, which ends at `end`, has the CRC and length of prefix and page together. */
  #patched(bytes: Buffer, end: number): Buffer {
    const patched = Buffer.from(bytes);
    const at = end - trailerLength;
    const length = patched.readUInt32LE(at + 4);
    const prefix = this.#prefix!;
    patched.writeUInt32LE(combineCrc32(prefix.crc, patched.readUInt32LE(at), length), at);
    patched.writeUInt32LE((length + prefix.length) >>> 0, at + 4);
    return patched;
  }

  #remember(chunk: Buffer): void {
    this.#originalLength += chunk.length;
    if (this.#originalLength > remembered) this.#original = null;
    this.#original?.push(chunk);
  }

  #deflated(): Buffer | null {
    return this.#original && Buffer.concat(this.#original).subarray(this.#headerLength);
  }
}

/** Whether these bytes end in the empty stored block of a flush (RFC 1951 3.2.4). */
function isFlushed(bytes: Buffer): boolean {
  const end = bytes.length;
  return end >= 4 && bytes.readUInt32BE(end - 4) === 0xffff;
}
