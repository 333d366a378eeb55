/** A token that somebody holds in a person's name: a log-in of a browser, or one for a program. */
export interface LogIn {
  id: string;
  kind: 'api' | 'session';
  at: number;
  /** To the minute. */
  usedAt: number;
  /** Where it was used last. */
  address: string;
  /** What the browser or program called itself when it was made; untrusted text, empty if unknown. */
  agent: string;
  /** Whether it is the one by which this is asked. */
  isCurrent: boolean;
}
