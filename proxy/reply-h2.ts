import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { offersConnectionLogin } from './connection-login.ts';
import { findHeader } from './headers.ts';
import type { Reply, ReplyOwner } from './reply.ts';
import type { RawHeaders, ResponseHead } from './rewriter.ts';

/** A reply on one stream of HTTP/2. */
export class ReplyH2 implements Reply {
  owner: ReplyOwner | null = null;
  bytes = 0;
  readonly #stream: ServerHttp2Stream;
  #expectsContinue: boolean;
  #trailers: RawHeaders = [];
  #isEnded = false;

  constructor(stream: ServerHttp2Stream, expectsContinue: boolean) {
    this.#stream = stream;
    this.#expectsContinue = expectsContinue;
    stream.on('close', () => {
      if (!this.#isEnded || stream.rstCode !== constants.NGHTTP2_NO_ERROR) this.owner?.replyClosed();
    });
    stream.on('drain', () => this.owner?.replyDrained());
  }

  get isStarted(): boolean {
    return this.#stream.headersSent;
  }

  proceed(): void {
    if (!this.#expectsContinue) return;
    this.#expectsContinue = false;
    this.inform(100, []);
  }

  inform(status: number, headers: RawHeaders): void {
    if (this.#isGone || this.isStarted) return;
    this.#stream.additionalHeaders({ ':status': status, ...gatherLower(headers) });
  }

  head(head: ResponseHead, hasBody: boolean): void {
    if (this.#isGone) return;
    // RFC 9113 9.2.3: such a log-in needs a connection on which one request follows the other.
    if (head.status === 401 && offersConnectionLogin(head.headers)) {
      this.#stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED);
      return;
    }
    // Trailers need no announcement; with a length an origin cannot send any.
    const waitForTrailers = hasBody && findHeader(head.headers, 'content-length') === undefined;
    if (waitForTrailers) this.#stream.once('wantTrailers', () => this.#sendTrailers());
    // The flat array keeps repeated headers apart and in order.
    const headers = [':status', String(sendableStatus(head.status))];
    for (let index = 0; index < head.headers.length; index += 2) {
      headers.push(head.headers[index]!.toLowerCase(), head.headers[index + 1]!);
    }
    this.#stream.respond(headers, { endStream: !hasBody, waitForTrailers });
    if (!hasBody) this.#isEnded = true;
  }

  write(chunk: Buffer): boolean {
    if (this.#isGone) return true;
    this.bytes += chunk.length;
    return this.#stream.write(chunk);
  }

  end(trailers: RawHeaders): void {
    this.#trailers = trailers;
    if (this.#isEnded) return;
    this.#isEnded = true;
    if (!this.#isGone) this.#stream.end();
  }

  abort(): void {
    this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  get #isGone(): boolean {
    return this.#stream.destroyed || this.#stream.closed;
  }

  #sendTrailers(): void {
    if (this.#isGone) return;
    try {
      // Without any it ends the stream all the same.
      this.#stream.sendTrailers(gatherLower(this.#trailers));
    } catch {
      // Thrown within an event, what an origin sends would end the process.
      this.abort();
    }
  }
}

/** RFC 9110 15: what lies beyond 599 (LinkedIn's 999) counts as 5xx; Node sends none of it by HTTP/2. */
function sendableStatus(status: number): number {
  return status > 599 ? 500 : status;
}

function gatherLower(headers: RawHeaders): OutgoingHttpHeaders {
  const gathered: OutgoingHttpHeaders = {};
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!.toLowerCase();
    const before = gathered[name];
    const value = headers[index + 1]!;
    gathered[name] = before === undefined ? value : [before as string | string[], value].flat();
  }
  return gathered;
}
