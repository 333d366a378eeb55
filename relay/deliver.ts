/** One POST to somebody's address. */
export interface Post {
  /** http or https. */
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What reaches webhooks, from wherever that may be done; the relay knows of no network. */
export interface Messenger {
  /**
   * Follows no redirect. Rejects, within 10 seconds or so, with an error whose message tells an administrator why; also
   * when `signal` aborts.
   */
  deliver(post: Post, signal: AbortSignal): Promise<{ status: number }>;
}

export type Deliver = Messenger['deliver'];
