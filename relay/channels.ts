import { z } from 'zod';
import type { Context } from './context.ts';
import { Delivery } from './delivery.ts';
import { RelayError } from './errors.ts';
import type { RelayFigures } from './figures.ts';
import { isGuest } from './guest-rights.ts';
import type { Presence } from './presence.ts';
import { checked, problemOf } from './problems.ts';
import {
  type Announcement,
  type ClientFrame,
  type CommandName,
  clientFrame,
  commandScopes,
  type PagesState,
  type Preferences,
  type ServerFrame,
  type Snapshot,
} from './protocol.ts';
import type { Channel, ChannelOptions } from './relay.ts';
import { mustReach } from './scopes.ts';
import { type Session, Sessions } from './sessions.ts';
import { Sight } from './sight.ts';
import { draftsWithinBudget } from './snapshot.ts';
import { TokenBucket } from './token-bucket.ts';
import { digestOf } from './tokens.ts';

/** As many as the pane of somebody with many colleagues shows. */
const maxPresence = 200;
const maxEnded = 1_000;
const flood = { perSecond: 50, burst: 200 };
const comeBackMs = { least: 500, spread: 2_500 };

export interface ChannelsOptions {
  context: Context;
  presence: Presence;
  snapshot(user: string): Promise<Snapshot>;
  paused(user: string): string[];
  preferences(user: string): Preferences;
  pages(): PagesState;
  /** More of what is state and not log, for who resumes. */
  state(user: string): ServerFrame[];
  /** Those that are open for them. */
  announcements(user: string): Announcement[];
  /** The channel of this session is closed. */
  ended(session: string): void;
  perform(user: string, command: CommandName, input: unknown, session: string): Promise<unknown>;
}

interface Open {
  session: Session;
  delivery: Delivery;
  /** It will not be ended by its time any more. */
  stay(): void;
}

/** The channels that are open on this node: what comes in, and what the bus brings for them. */
export class Channels {
  readonly #options: ChannelsOptions;
  readonly #sessions: Sessions;
  readonly #open = new Map<string, Open>();
  readonly #unsubscribe: () => void;
  #closed = false;
  /** Digests of tokens that ended lately: whoever was let in by one a moment before gets no channel any more. */
  readonly #ended = new Set<string>();

  constructor(options: ChannelsOptions) {
    this.#options = options;
    this.#sessions = new Sessions(options.context.now);
    this.#unsubscribe = options.context.bus.subscribe(message => {
      if (message.kind === 'events') this.#sessions.offer(message.events);
      else if (message.kind === 'frame') this.#sessions.tell(message.to, message.frame, message.except);
      else if (message.kind === 'revoked') this.#revoke(this.#sessions.of(message.user));
      else if (message.kind === 'logged_out') this.#logOut(message.user, message.digest);
    });
  }

  /** `until`: when what let them in is over; `null`: never. */
  async connect(options: ChannelOptions, until: number | null = null): Promise<Channel> {
    const { context, presence, snapshot } = this.#options;
    if (this.#closed)
      throw new RelayError('unavailable', 'The server is about to restart; come back in a moment.');
    const { user, send } = options;
    mustReach(options.scopes ?? null, 'read');
    const delivery: Delivery = new Delivery({
      context,
      user,
      session: () => session.id,
      send,
      snapshot: () => snapshot(user),
    });
    const offer: Session['offer'] = event => delivery.offer(event);
    const token = options.token ? digestOf(options.token) : null;
    const lastsMs = until === null ? Number.POSITIVE_INFINITY : until - context.now();
    if (lastsMs <= 0 || (token !== null && this.#ended.has(token)))
      throw new RelayError('forbidden', 'This log-in has ended; log in again.');
    const session = this.#sessions.add({
      ...{
        user,
        eventsOnly: options.eventsOnly ?? false,
        token,
        scopes: options.scopes ?? null,
        send,
        offer,
      },
      from: options.from ?? { address: '', port: null },
    });
    const stay = until === null ? () => {} : context.timers.after(lastsMs, () => this.#revoke([session]));
    this.#open.set(session.id, { session, delivery, stay });
    try {
      await delivery.begin(options.cursor);
      if (this.#open.has(session.id)) {
        // A stream that only we write to cannot show that anybody is still there.
        if (!session.eventsOnly) presence.opened(user, session.id);
        this.#sessions.enliven(session);
        const open = this.#options.announcements(user);
        if (open.length > 0 || options.cursor !== null) session.send({ kind: 'announcements', open });
        if (options.cursor !== null) await this.#refresh(session);
      }
    } catch (error) {
      this.#end(session);
      throw error;
    }
    const bucket = new TokenBucket({ ...flood, now: context.now });
    return {
      session: session.id,
      receive: frame => this.#receive(session, bucket, frame),
      close: signAt => this.#end(session, signAt),
    };
  }

  /** All that are open on this node, the oldest first. */
  list(): Session[] {
    return Array.from(this.#open.values(), ({ session }) => session);
  }

  figures(): Pick<RelayFigures, 'channels' | 'eventStreams' | 'deliveriesWaiting'> {
    const figures = { channels: this.#open.size, eventStreams: 0, deliveriesWaiting: 0 };
    for (const { session, delivery } of this.#open.values()) {
      if (session.eventsOnly) figures.eventStreams++;
      figures.deliveriesWaiting += delivery.waiting;
    }
    return figures;
  }

  /** Whether there was such a one. */
  endOne(id: string): Session | null {
    const session = this.#open.get(id)?.session ?? null;
    if (session) this.#revoke([session]);
    return session;
  }

  /** Another process has written: whoever is connected gets it. */
  check(): void {
    for (const { delivery } of this.#open.values()) delivery.check();
  }

  /** State for one session alone. */
  tell(session: string, frame: ServerFrame): void {
    this.#open.get(session)?.session.send(frame);
  }

  /** State for every page of one person, as each of them is to have it. */
  tellEach(user: string, frameOf: (session: string) => ServerFrame): void {
    for (const session of this.#sessions.of(user)) {
      if (session.live && !session.eventsOnly) session.send(frameOf(session.id));
    }
  }

  /** One frame for all channels of these people, scripts among them. */
  broadcast(frame: ServerFrame, to: ReadonlySet<string>): void {
    this.#sessions.broadcast(to, frame);
  }

  /** Every page that is open shows the window again, or takes it away. */
  tellPages({ on }: PagesState): void {
    this.#sessions.tellAll({ kind: 'pages', on });
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    for (const { session } of this.#open.values()) {
      // Spread out, so that not all of them come back in the same instant.
      const retryMs = Math.round(comeBackMs.least + Math.random() * comeBackMs.spread);
      session.send({ kind: 'bye', reason: 'restart', retryMs });
    }
    for (const { session } of [...this.#open.values()]) this.#end(session);
  }

  /** Who resumes by cursor may have missed what is state and not in the log. */
  async #refresh(session: Session): Promise<void> {
    if (session.eventsOnly) return;
    const { context, presence, paused, preferences, pages, state } = this.#options;
    const { conversations, people } = context.storage;
    const { user } = session;
    const [snoozed, muted, peers, drafts, view] = await Promise.all([
      conversations.snoozed(user, context.now()),
      conversations.muted(user),
      conversations.peers(user),
      people.drafts(user),
      people.view(user),
    ]);
    if (!this.#open.has(session.id)) return;
    // The page before may have left a draft after this page's snapshot was made.
    session.send({ kind: 'pages', on: pages().on });
    session.send({
      kind: 'mine',
      snoozed,
      muted,
      drafts: draftsWithinBudget(drafts),
      paused: paused(user),
      preferences: preferences(user),
      ...(view && { view }),
    });
    for (const frame of state(user)) session.send(frame);
    // Guests see of somebody's presence what their page says, and no more.
    if (isGuest(user)) return;
    const sight = new Sight(context.rights, presence);
    for (const name of [user, ...peers.slice(0, maxPresence)]) {
      session.send({ kind: 'presence', name, presence: sight.state(user, name) });
    }
  }

  async #receive(session: Session, bucket: TokenBucket, frame: unknown): Promise<void> {
    if (!this.#open.has(session.id)) return;
    const ref = refOf(frame);
    try {
      if (!bucket.take()) throw new RelayError('limited', 'Too many frames at once; wait a moment.');
      const asked = checked(clientFrame, frame, 'The frame');
      if (asked.kind === 'alive') return session.send({ kind: 'alive' });
      if (asked.kind === 'attention') return this.#attend(session, asked);
      mustReach(session.scopes, commandScopes[asked.command]);
      const data = await this.#options.perform(session.user, asked.command, asked.input, session.id);
      if (this.#open.has(session.id)) session.send({ kind: 'reply', ref: asked.ref, ok: true, data });
    } catch (error) {
      if (!this.#open.has(session.id)) return;
      const problem = problemOf(error);
      session.send(
        ref === null ? { kind: 'error', error: problem } : { kind: 'reply', ref, ok: false, error: problem },
      );
    }
  }

  #attend(session: Session, attention: Attention): void {
    session.site = attention.site ?? null;
    this.#sessions.attended(session, attention);
    this.#options.presence.attended(session.user, session.id, attention);
  }

  #logOut(user: string, digest: string): void {
    this.#ended.add(digest);
    if (this.#ended.size > maxEnded) this.#ended.delete(this.#ended.values().next().value!);
    this.#revoke(this.#sessions.of(user).filter(({ token }) => token === digest));
    this.#options.presence.left(user);
  }

  #revoke(sessions: Session[]): void {
    for (const session of sessions) {
      session.send({ kind: 'bye', reason: 'revoked', retryMs: 0 });
      this.#end(session);
    }
  }

  #end(session: Session, signAt?: number): void {
    const open = this.#open.get(session.id);
    open?.stay();
    open?.delivery.end();
    this.#open.delete(session.id);
    this.#options.ended(session.id);
    if (this.#sessions.remove(session)) this.#options.presence.closed(session.user, session.id, signAt);
  }
}

/** Page and site as the client says them. */
type Attention = Extract<ClientFrame, { kind: 'attention' }>;

const withRef = z.object({ kind: z.literal('do'), ref: z.int().min(0) });

/** The number by which the other side waits for an answer, if the frame has one at all. */
const refOf = (frame: unknown): number | null => withRef.safeParse(frame).data?.ref ?? null;
