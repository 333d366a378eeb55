const headerBytes = 5;
const applicationData = 23;

/**
 * Follows the record headers of one direction of a TLS stream (RFC 8446 5.1) without keeping its bytes, to know
 * whether the stream stands between two records and how long the last records of application data were.
 */
export class TlsRecords {
  /** False once the bytes turned out not to be TLS. */
  isTls = true;
  #header = 0;
  #type = 0;
  #length = 0;
  #left = 0;
  readonly #onRecord: (length: number) => void;

  /** `onRecord` gets the payload length of every complete record of application data. */
  constructor(onRecord: (length: number) => void) {
    this.#onRecord = onRecord;
  }

  /** True between two records. */
  get isAtBoundary(): boolean {
    return this.#header === 0;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.isTls) {
      at = this.#header < headerBytes ? this.#readHeader(chunk, at) : this.#skip(chunk, at);
    }
  }

  #readHeader(chunk: Uint8Array, at: number): number {
    const byte = chunk[at]!;
    if (this.#header === 0) this.#type = byte;
    else if (this.#header === 1 && byte !== 3) this.isTls = false;
    else if (this.#header === 3) this.#length = byte << 8;
    else if (this.#header === 4) this.#length |= byte;
    this.#header++;
    if (this.#type < 20 || this.#type > 24) this.isTls = false;
    if (this.#header === headerBytes) {
      this.#left = this.#length;
      if (this.#left === 0) this.#finish();
    }
    return at + 1;
  }

  #skip(chunk: Uint8Array, at: number): number {
    const taken = Math.min(this.#left, chunk.length - at);
    this.#left -= taken;
    if (this.#left === 0) this.#finish();
    return at + taken;
  }

  #finish(): void {
    this.#header = 0;
    if (this.#type === applicationData) this.#onRecord(this.#length);
  }
}
