/**
 * The contract by which the proxy lets pages be rewritten. Heads go in, edited heads and a body filter come
 * out; a rewriter opens no socket. Where anything is in doubt it answers `null` and the bytes go on untouched.
 */
export interface Rewriter {
  /** Looks at a request; `null` when its response cannot be a page, so that nothing of it is touched. */
  begin(request: RequestHead, circumstances?: Circumstances): PageRequest | null;
}

/** What the request itself does not say. */
export interface Circumstances {
  /** The browser may hold copies of this origin's pages that were never rewritten, and has not been told to drop them. */
  staleCopies: boolean;
}

/** Alternating names and values as on the wire, case, order and repetition kept (`http.IncomingMessage.rawHeaders`). */
export type RawHeaders = string[];

export interface RequestHead {
  method: string;
  secure: boolean;
  /** Host name without port, lower case. */
  host: string;
  port: number;
  /** Path with query, as sent. */
  path: string;
  headers: RawHeaders;
}

export interface ResponseHead {
  status: number;
  statusMessage: string;
  headers: RawHeaders;
}

/** A request whose response may be a page. */
export interface PageRequest {
  /** The headers to send upstream instead of the request's own. */
  readonly headers: RawHeaders;
  /** Decides on the final response. `null`: passes unchanged. */
  respond(response: ResponseHead): PageResponse | null;
  /** A code for the log: what the heads decided, and what became of the body once that is known. */
  readonly reason: string;
}

export interface PageResponse {
  /**
   * The head to send to the browser instead of the origin's. It may depend on the body's first bytes: read it when
   * it is sent, which is once `body` has given its first bytes or has ended.
   */
  readonly head: ResponseHead;
  /** Whether that head tells the browser to drop its copies of the origin's pages. Read it after `head`. */
  readonly sweeps: boolean;
  /** `null` when the body stays as it is (a HEAD, a 304). */
  readonly body: BodyFilter | null;
}

/**
 * A body on its way. Calls are strictly one after the other: the next only when the last one's promise is done,
 * which is the back-pressure. Fails open: it throws nothing for what an origin sends, but an error with the code
 * `broken_body` when a compressed body proves damaged or cut off after a part of it went on. The connection is then
 * destroyed, never ended well, so that nothing incomplete looks complete.
 */
export interface BodyFilter {
  /** Takes bytes as they came from the origin, gives those that may go on (possibly none yet). */
  write(chunk: Buffer): Buffer | Promise<Buffer>;
  /** Bytes that follow unchanged right behind what `write` has just given; asked once after each. Spares a copy. */
  rest?(): Buffer | null;
  /** The origin's body is complete: gives what is left. */
  end(): Buffer | Promise<Buffer>;
  /** The transfer was broken off; frees what is held. */
  destroy(): void;
}
