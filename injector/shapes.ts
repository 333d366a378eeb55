/**
 * The shapes that the injector gives and takes. They are those of the proxy's rewriter contract, declared
 * here once more so that neither room imports the other; composition joins them by structure.
 */

/** Alternating names and values as on the wire, case, order and repetition kept. */
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

export interface Rewriter {
  begin(request: RequestHead, circumstances?: Circumstances): PageRequest | null;
}

export interface Circumstances {
  /** The browser may hold copies of this origin's pages without the loader, and has not been told to drop them. */
  staleCopies: boolean;
}

export interface PageRequest {
  readonly headers: RawHeaders;
  respond(response: ResponseHead): PageResponse | null;
  /** A code of `injectorReasons`; changes from what the heads say to what became of the body once that is known. */
  readonly reason: string;
}

export interface PageResponse {
  /** Depends on the body's first bytes: read it when they go out, once `body` has given some or has ended. */
  readonly head: ResponseHead;
  /** Whether that head tells the browser to drop its copies of the origin's pages. Read it after `head`. */
  readonly sweeps: boolean;
  readonly body: BodyFilter | null;
}

/**
 * Calls are strictly one after the other: the next only when the last one's promise is done. The one thing that
 * they throw is an error with the code `broken_body`: the origin's body proved damaged, and what went on so far
 * must not be ended well.
 */
export interface BodyFilter {
  write(chunk: Buffer): Buffer | Promise<Buffer>;
  /** Bytes that follow unchanged right behind what `write` has just given; asked once after each. Spares a copy. */
  rest?(): Buffer | null;
  end(): Buffer | Promise<Buffer>;
  destroy(): void;
}
