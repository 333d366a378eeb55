/** What a linked page says of itself: one line each, without control characters, and bounded by whoever read it. */
export interface PageSummary {
  title: string;
  /** Empty: it gives none. */
  description: string;
  /** The name that it gives its site. Empty: it gives none. */
  site: string;
}

/** What reads linked pages, from wherever that may be done; the relay knows of no network. */
export interface LinkReader {
  /**
   * Of an http or https address. `null`: there is nothing to show, for whatever reason. Never rejects, and settles
   * within a minute or so.
   */
  preview(url: string): Promise<PageSummary | null>;
}

export type Preview = LinkReader['preview'];
