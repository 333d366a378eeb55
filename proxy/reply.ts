import type { RawHeaders, ResponseHead } from './rewriter.ts';

/** The way back to the browser, the same for HTTP/1.1 and HTTP/2. */
export interface Reply {
  /** Told of drains and of the browser's going; set by whoever writes. */
  owner: ReplyOwner | null;
  /** Whether the final head was sent. */
  readonly isStarted: boolean;
  /** Body bytes handed over so far. */
  readonly bytes: number;
  /** Sends `100 Continue` where the browser waits for it. */
  proceed(): void;
  /** Sends an interim response (103 and its like). */
  inform(status: number, headers: RawHeaders): void;
  /** Sends the final head; throws when a header cannot be sent. */
  head(head: ResponseHead, hasBody: boolean): void;
  /** `false`: wait for `replyDrained`. */
  write(chunk: Buffer): boolean;
  end(trailers: RawHeaders): void;
  /** Breaks the response off so that the browser cannot take it for complete. */
  abort(): void;
}

export interface ReplyOwner {
  replyDrained(): void;
  /** The browser went away before the response was complete. */
  replyClosed(): void;
}
