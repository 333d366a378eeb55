import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TlsRecords } from './tls-records.ts';

/** Told of a tunnel's life. */
export interface TunnelOwner {
  closed(tunnel: Tunnel): void;
}

/** How long one direction may stay silent when the other has ended. */
const lingerMs = 5 * 60_000;

/** Payload bytes of TLS 1.3 records that hold one control frame of HTTP/2: 9 of head, 0, 4 or 8 of body, 17 of TLS. */
const controlRecords = new Set([26, 30, 34]);

/** The browser's Finished message of TLS 1.3, always alone in its record: 4 and a hash of 32 or 48 bytes, 17 of TLS. */
const finishedRecords = new Set([53, 69]);

/**
 * Session tickets and the settings of HTTP/2 follow the browser's first request as records that look like an answer,
 * while the true answer may be long in coming. So what comes this early counts only when it is more than they are.
 */
const openingMs = 1_000;
const openingBytes = 2_048;

/**
 * Carries bytes blindly between a browser and a server. Half-closed directions stay open the other way, and a slow
 * reader holds back the writer. Where asked to, it follows TLS records to know when nothing is under way.
 */
export class Tunnel {
  /** Bytes both ways. */
  bytes = 0;
  readonly #browser: Duplex;
  readonly #server: Duplex;
  readonly #owner: TunnelOwner;
  readonly #now: () => number;
  readonly #watch: Watch | null;
  #lastByteAt: number;
  #open = 2;

  constructor(browser: Duplex, server: Duplex, owner: TunnelOwner, now: () => number, isWatched: boolean) {
    this.#browser = browser;
    this.#server = server;
    this.#owner = owner;
    this.#now = now;
    this.#lastByteAt = now();
    this.#watch = isWatched ? new Watch(now) : null;
  }

  /** Starts; `head` are bytes of the browser's that were read already. */
  start(head: Buffer): void {
    this.#carry(this.#browser, this.#server, this.#watch?.fromBrowser ?? null);
    this.#carry(this.#server, this.#browser, this.#watch?.fromServer ?? null);
    if (head.length > 0) {
      this.#watch?.fromBrowser.push(head);
      this.bytes += head.length;
      this.#server.write(head);
    }
  }

  /** Milliseconds until this tunnel may be quiet: 0 when it is now, `null` when only new bytes can make it so. */
  quietInMs(idleMs: number): number | null {
    const neededMs = this.#watch?.neededSilenceMs(idleMs) ?? null;
    if (neededMs === null || this.#hasBuffered) return null;
    return Math.max(0, this.#lastByteAt + neededMs - this.#now());
  }

  /** Ends both sides. The browser's bytes are held first, so that a request of this instant reaches nobody. */
  end(): void {
    this.#browser.pause();
    this.#browser.removeAllListeners('data');
    this.#close(false);
  }

  destroy(): void {
    this.#close(true);
  }

  get #hasBuffered(): boolean {
    const browser = this.#browser;
    const server = this.#server;
    return (
      browser.writableLength + server.writableLength + browser.readableLength + server.readableLength > 0
    );
  }

  #carry(from: Duplex, to: Duplex, records: TlsRecords | null): void {
    from.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      if (records) {
        records.push(chunk);
        this.#lastByteAt = this.#now();
      }
      if (!to.write(chunk)) from.pause();
    });
    to.on('drain', () => from.resume());
    from.on('end', () => {
      to.end();
      this.#open--;
      // A server that never answers a FIN would keep the tunnel for ever.
      if (to instanceof Socket) to.setTimeout(lingerMs, () => this.#close(true));
      if (this.#open === 0) this.#finishWhenSent();
    });
    from.on('error', () => this.#close(true));
    // A side that ended well may be gone while its last bytes are still on their way to the other.
    from.on('close', () => {
      if (this.#open !== 0 || !from.writableFinished) this.#close(true);
    });
  }

  #finishWhenSent(): void {
    for (const side of [this.#browser, this.#server]) {
      if (side.writableFinished) continue;
      side.once('finish', () => this.#finishWhenSent());
      return;
    }
    this.#close(false);
  }

  #close(isBroken: boolean): void {
    if (this.#open < 0) return;
    this.#open = -1;
    for (const side of [this.#browser, this.#server]) {
      if (side.destroyed) continue;
      // A plain FIN would make a broken transfer look complete.
      if (isBroken && side instanceof Socket && !('encrypted' in side)) side.resetAndDestroy();
      else side.destroy();
    }
    this.#owner.closed(this);
  }
}

/**
 * HTTP/2 answers requests in any order, so after several of them the last answer may belong to another one than the
 * last request. Silence has to last this many times longer then.
 */
const ambiguousFactor = 10;
const certainMs = 15_000;

/** After an opening whose bytes may have been an answer or not: longer than servers let anybody wait in silence. */
const unsureMs = 30_000;

/** What the record headers tell of a tunnel. */
class Watch {
  readonly fromBrowser: TlsRecords;
  readonly fromServer: TlsRecords;
  #isAnswered = false;
  #isMultiplexed = false;
  #requests = 0;
  #lastRecordAt = 0;
  #settlesAt = 0;
  #openingBytes = 0;
  /** Nothing went up but what went up at once. */
  #isOpening = true;

  constructor(now: () => number) {
    this.fromBrowser = new TlsRecords(length => {
      if (this.#settlesAt === 0) {
        this.#settlesAt = now() + openingMs;
        this.#lastRecordAt = now();
        // A connection that browsers open ahead of need: no request is open on it yet.
        this.#isAnswered = finishedRecords.has(length);
        if (this.#isAnswered) return;
      }
      // Over HTTP/1.1 nothing that small goes up alone, and HTTP/2 begins with an acknowledgement of that size.
      if (controlRecords.has(length)) this.#isMultiplexed = true;
      else this.#countRequest(now());
      this.#lastRecordAt = now();
    });
    this.fromServer = new TlsRecords(length => {
      this.#lastRecordAt = now();
      if (controlRecords.has(length)) return;
      if (now() < this.#settlesAt) this.#openingBytes += length;
      if (now() >= this.#settlesAt || this.#openingBytes > openingBytes)
        this.#isAnswered = this.#settlesAt > 0;
    });
  }

  /** Whether several requests went up since it was last certain that none was open. */
  get #isAmbiguous(): boolean {
    return this.#isMultiplexed && this.#requests > 1;
  }

  #countRequest(at: number): void {
    if (this.#isAnswered && at - this.#lastRecordAt >= certainMs) this.#requests = 0;
    this.#requests++;
    this.#isAnswered = false;
    if (at > this.#settlesAt) this.#isOpening = false;
  }

  /** How long both sides must be silent to count as quiet; `null` while one is in a record, or owes an answer. */
  neededSilenceMs(idleMs: number): number | null {
    const { fromBrowser, fromServer } = this;
    if (!fromBrowser.isTls || !fromServer.isTls) return null;
    if (!fromBrowser.isAtBoundary || !fromServer.isAtBoundary) return null;
    if (this.#isAnswered) return this.#isAmbiguous ? idleMs * ambiguousFactor : idleMs;
    return this.#isOpening && this.#openingBytes > 0 ? unsureMs : null;
  }
}
