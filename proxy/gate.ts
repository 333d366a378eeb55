import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * The contract between the data plane and the control plane: all that the proxy knows of people.
 * In one process its methods are function calls. Whatever is asked for every page (`due`, `refusesPages`, `seen`) is
 * synchronous and may be answered from a copy, so that another process can stand behind it.
 */
export interface Gate {
  /** Checks a name and password. May take long: wrong attempts are slowed. Never throws for bad input. */
  authenticate(name: string, password: string, address: string): Promise<GateAnswer>;
  /** Whether something waits to be shown to this person. */
  due(user: string): boolean;
  /** Why pages of this host must reach this person untouched, or `null` when they may be rewritten. */
  refusesPages(user: string, host: string): PagesRefusal | null;
  /** This person's browser has just asked for something through the proxy. Cheap, called often. */
  seen(user: string): void;
  /** Tells of changes until the returned function is called. */
  watch(listener: (change: GateChange) => void): () => void;
}

/** Codes for the log. */
export const pagesRefusals = {
  paused: 'The person has paused the host: its pages reach them untouched.',
  switched_off: 'An administrator has switched the window off everywhere.',
} as const;

export type PagesRefusal = keyof typeof pagesRefusals;

export type GateAnswer =
  /** `user` is the canonical name, which may differ from what was typed. */
  | { ok: true; user: string }
  /** `wrong`: name or password; `limited`: too many failures, wait `retryAfterMs`; `disabled`: may not log in. */
  | { ok: false; reason: 'wrong' | 'limited' | 'disabled'; retryAfterMs?: number };

/** `due`: something waits now, or what waited may be shown from now on; `settled`: nothing waits any more; `revoked`: cached credentials are void. */
export interface GateChange {
  kind: 'due' | 'settled' | 'revoked';
  user: string;
}

/** Somebody whose request for the magic origin the proxy hands over, with the identity it established. */
export interface Visitor {
  user: string;
  /** The browser's IP address. */
  address: string;
  /** What was asked for: the magic host, or a name below it. The proxy has checked that the request agrees. */
  host: string;
}

/** What answers requests for the magic origin. */
export interface MagicOrigin {
  /** Also those that came without TLS (the socket says so): a browser that does not trust us yet comes that way. */
  request(request: IncomingMessage, response: ServerResponse, visitor: Visitor): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, visitor: Visitor): void;
}
