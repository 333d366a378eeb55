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
  begin(request: RequestHead): PageRequest | null;
}

export interface PageRequest {
  readonly headers: RawHeaders;
  respond(response: ResponseHead): PageResponse | null;
  /** A code of `injectorReasons`. */
  readonly reason: string;
}

export interface PageResponse {
  readonly head: ResponseHead;
  readonly body: BodyFilter | null;
  /**
   * True while the head depends on the body's first bytes. Whoever sends it then waits until `body` has given
   * its first bytes (or has ended) and reads `head` only then. A head that is read earlier stays as it was read.
   */
  readonly waits?: boolean;
}

/** Calls are strictly one after the other: the next only when the last one's promise is done. */
export interface BodyFilter {
  write(chunk: Buffer): Buffer | Promise<Buffer>;
  end(): Buffer | Promise<Buffer>;
  destroy(): void;
  /**
   * Looked at after each call. True once the origin's body proved damaged, cut off or a bomb: what the call gave
   * may still go on, then the connection is destroyed, so that nothing incomplete looks complete.
   */
  readonly broken?: boolean;
}
