import type { PresenceState } from './protocol.ts';

/** What a page tells of itself: whether it can be seen, and has the focus. */
export interface Attention {
  visible: boolean;
  focused: boolean;
}

/** Who is reachable, and how. One lease per person, fed by open channels and by proxied browsing. */
export interface Presence {
  opened(user: string, session: string): void;
  /** `signAt`: when they were last known to be there, if not now; the grace counts from it. */
  closed(user: string, session: string, signAt?: number): void;
  /** They have said that they go: where no channel is open any more, there is no grace. */
  left(user: string): void;
  attended(user: string, session: string, attention: Attention): void;
  /** Browsing through the proxy. Cheap: called for every request. */
  seen(user: string): void;
  state(user: string): PresenceState;
  /** How many people are in each state but offline. */
  count(): Record<Exclude<PresenceState, 'offline'>, number>;
  /** Something else has changed that the state depends on, such as whether the person wants to be left in peace. */
  reconsider(user: string): void;
  /** Calls with each change until the returned function is called. */
  watch(listener: (user: string, state: PresenceState) => void): () => void;
  /** Stops timers. */
  close(): void;
}
