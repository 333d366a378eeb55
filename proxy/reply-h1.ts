import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { offersConnectionLogin } from './connection-login.ts';
import { findHeader, withoutNames } from './headers.ts';
import type { Reply, ReplyOwner } from './reply.ts';
import type { RawHeaders, ResponseHead } from './rewriter.ts';

type OwnedResponse = ServerResponse & { reply?: ReplyH1 };

/** A reply over HTTP/1.1, plain or inside our TLS. */
export class ReplyH1 implements Reply {
  owner: ReplyOwner | null = null;
  bytes = 0;
  readonly #response: OwnedResponse;
  #expectsContinue: boolean;
  #isListeningForDrain = false;

  constructor(response: ServerResponse, expectsContinue: boolean) {
    this.#response = response;
    this.#expectsContinue = expectsContinue;
    this.#response.reply = this;
    response.on('close', onClose);
  }

  get isStarted(): boolean {
    return this.#response.headersSent;
  }

  proceed(): void {
    if (!this.#expectsContinue || this.isStarted) return;
    this.#expectsContinue = false;
    this.#response.writeContinue();
  }

  inform(status: number, headers: RawHeaders): void {
    const response = this.#response;
    // RFC 9110 15.2: a client of HTTP/1.0 knows no interim response.
    if (response.headersSent || response.req.httpVersionMinor === 0) return;
    response.writeInformation(status, gather(headers));
  }

  head(head: ResponseHead, hasBody: boolean): void {
    // An upload that was never let go on cannot be told apart from the next request on this connection.
    if (this.#expectsContinue) this.#response.shouldKeepAlive = false;
    this.#response.writeHead(
      sendableStatus(head),
      sendableReason(head.statusMessage),
      this.#sendable(withLoginSupport(head), hasBody),
    );
    // Node keeps the head until the body begins, which an event stream may do much later.
    if (hasBody) setImmediate(flushHead, this, this.#response);
  }

  /** Node refuses to announce trailers where the body has a length, or the client knows no chunks. */
  #sendable(headers: RawHeaders, hasBody: boolean): RawHeaders {
    if (findHeader(headers, 'trailer') === undefined) return headers;
    const isChunked =
      hasBody &&
      this.#response.req.httpVersionMinor > 0 &&
      findHeader(headers, 'content-length') === undefined;
    return isChunked ? headers : withoutNames(headers, announcement);
  }

  write(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    if (this.#response.write(chunk)) return true;
    if (!this.#isListeningForDrain) {
      this.#isListeningForDrain = true;
      this.#response.on('drain', onDrain);
    }
    return false;
  }

  end(trailers: RawHeaders): void {
    if (trailers.length > 0 && this.#response.chunkedEncoding) this.#response.addTrailers(pairs(trailers));
    this.#response.end();
  }

  abort(): void {
    const socket = this.#response.socket;
    // A plain FIN would complete a response that has no length of its own.
    if (socket && !('encrypted' in socket)) (socket as Socket).resetAndDestroy();
    else this.#response.destroy();
  }
}

/** RFC 4559 6: without it browsers do not log in that way through a proxy; bound-pools.ts keeps the promise. */
function withLoginSupport({ status, headers }: ResponseHead): RawHeaders {
  if (status !== 401 || !offersConnectionLogin(headers)) return headers;
  return [...headers, 'Proxy-Support', 'Session-Based-Authentication'];
}

/**
 * RFC 9110 15.5.8: a 407 is the proxy's own and says how to log in. An origin's, whose challenge was taken out on its
 * way, would make browsers forget what people logged in with here: any page could make them.
 */
function sendableStatus({ status, headers }: ResponseHead): number {
  return status === 407 && findHeader(headers, 'proxy-authenticate') === undefined ? 502 : status;
}

const announcement = new Set(['trailer']);

/** Browsers ignore the phrase, so one in another script (or wrongly decoded on its way here) costs no page. */
function sendableReason(text: string): string {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : '';
}

function flushHead(reply: Reply, response: ServerResponse): void {
  if (reply.bytes === 0 && !response.writableEnded && !response.destroyed) response.flushHeaders();
}

function onClose(this: OwnedResponse): void {
  if (!this.writableFinished) this.reply?.owner?.replyClosed();
}

function onDrain(this: OwnedResponse): void {
  this.reply?.owner?.replyDrained();
}

function gather(headers: RawHeaders): Record<string, string | string[]> {
  const gathered: Record<string, string | string[]> = Object.create(null);
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    const before = gathered[name];
    const value = headers[index + 1]!;
    gathered[name] = before === undefined ? value : [before, value].flat();
  }
  return gathered;
}

function pairs(headers: RawHeaders): [string, string][] {
  const list: [string, string][] = [];
  for (let index = 0; index < headers.length; index += 2) list.push([headers[index]!, headers[index + 1]!]);
  return list;
}
