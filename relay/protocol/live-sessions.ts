/** One channel that is open, as administrators see it. */
export interface LiveSession {
  /** 128 random bits. */
  id: string;
  user: string;
  /** Of the browser, as far as the network shows it; `port` is `null` where that is not known. */
  address: string;
  port: number | null;
  /** The node that serves it. */
  node: string;
  groups: string[];
  /** The group whose board it shows. */
  activeGroup: string | null;
  since: number;
  /** Host of the page around the window; `null` unless the person allows it. */
  site: string | null;
  /** A script that reads events only. */
  eventsOnly: boolean;
}
