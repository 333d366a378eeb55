import { randomId } from './ids.ts';
import type { Attention } from './presence.ts';
import type { ServerFrame } from './protocol.ts';
import { electRinging, type Tab } from './ring-election.ts';
import type { TokenBounds } from './scopes.ts';
import type { LoggedEvent } from './storage.ts';

/** One open channel of a person on this node. */
export interface Session extends Tab {
  readonly id: string;
  readonly user: string;
  /** A script or native client, which shows no page: gets events only and never rings. */
  readonly eventsOnly: boolean;
  /** Digest of the token that opened it; `null`: the proxy's word did. */
  readonly token: string | null;
  /** What that token is good for. */
  readonly scopes: TokenBounds;
  readonly from: { address: string; port: number | null };
  /** Host of the page around it, as the page says; untrusted. */
  site: string | null;
  readonly send: (frame: ServerFrame) => void;
  readonly offer: (event: LoggedEvent) => void;
  /** `false` before its first frames have gone out. */
  live: boolean;
}

/** The channels of this node, by person; elects the one tab of each that rings. */
export class Sessions {
  readonly #byUser = new Map<string, Map<string, Session>>();
  readonly #ringing = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(
    options: Pick<Session, 'user' | 'eventsOnly' | 'token' | 'scopes' | 'from' | 'send' | 'offer'>,
  ): Session {
    const tab: Tab = { visible: false, focused: false, openedAt: this.#now(), visibleAt: 0, focusedAt: 0 };
    const session: Session = { ...options, ...tab, id: randomId(), site: null, live: false };
    const own = this.#byUser.get(session.user) ?? new Map<string, Session>();
    this.#byUser.set(session.user, own.set(session.id, session));
    return session;
  }

  /** From now on it gets frames of state, too, and may ring. */
  enliven(session: Session): void {
    session.live = true;
    this.#elect(session.user);
  }

  /** Whether it was still there. */
  remove(session: Session): boolean {
    const own = this.#byUser.get(session.user);
    if (!own?.delete(session.id)) return false;
    if (own.size === 0) this.#byUser.delete(session.user);
    if (this.#ringing.get(session.user) === session) this.#ringing.delete(session.user);
    this.#elect(session.user);
    return true;
  }

  attended(session: Session, { visible, focused }: Attention): void {
    const at = this.#now();
    if (visible || session.visible) session.visibleAt = at;
    if ((visible && focused) || session.focused) session.focusedAt = at;
    session.visible = visible;
    session.focused = visible && focused;
    this.#elect(session.user);
  }

  of(user: string): Session[] {
    return [...(this.#byUser.get(user)?.values() ?? [])];
  }

  all(): Session[] {
    return [...this.#byUser.values()].flatMap(own => [...own.values()]);
  }

  /** Frames of state for pages. */
  tell(users: Iterable<string>, frame: ServerFrame, except?: string): void {
    for (const user of users) {
      for (const session of this.#byUser.get(user)?.values() ?? []) {
        if (session.live && !session.eventsOnly && session.id !== except) session.send(frame);
      }
    }
  }

  tellAll(frame: ServerFrame): void {
    this.tell(this.#byUser.keys(), frame);
  }

  /** To scripts, too. */
  broadcast(users: ReadonlySet<string>, frame: ServerFrame): void {
    for (const [user, own] of this.#byUser) {
      if (users.has(user)) for (const session of own.values()) if (session.live) session.send(frame);
    }
  }

  offer(events: LoggedEvent[]): void {
    for (const event of events) {
      for (const session of this.#byUser.get(event.user)?.values() ?? []) session.offer(event);
    }
  }

  #elect(user: string): void {
    const before = this.#ringing.get(user);
    const elected = electRinging(this.of(user).filter(session => session.live && !session.eventsOnly));
    if (before === (elected ?? undefined)) return;
    before?.send({ kind: 'ring', on: false });
    if (!elected) return void this.#ringing.delete(user);
    this.#ringing.set(user, elected);
    elected.send({ kind: 'ring', on: true });
  }
}
