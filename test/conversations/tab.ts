import type { Channel, Relay } from '../../relay/index.ts';
import type { Cursor, Invitation, LogEvent, Message, ServerFrame, Snapshot } from '../../relay/protocol.ts';
import { until } from './until.ts';

type FrameOf<K extends ServerFrame['kind']> = Extract<ServerFrame, { kind: K }>;

/** A pane as a browser holds it: applies a snapshot and the frames behind it, and remembers what it got. */
export class Tab {
  readonly frames: ServerFrame[] = [];
  /** Events that were missing, doubled or out of order. */
  readonly faults: string[] = [];
  readonly invitations = new Map<string, Invitation>();
  readonly messages: Message[] = [];
  cursor: Cursor;
  channel!: Channel;
  rings = false;
  readonly #relay: Relay;
  readonly user: string;
  #ref = 0;

  private constructor(relay: Relay, user: string, snapshot: Snapshot) {
    this.#relay = relay;
    this.user = user;
    this.cursor = snapshot.cursor;
    this.#start(snapshot);
  }

  static async open(relay: Relay, user: string, snapshot: Snapshot): Promise<Tab> {
    const tab = new Tab(relay, user, snapshot);
    await tab.reconnects();
    return tab;
  }

  /** From where it was; `relay` where the server has restarted. */
  async reconnects(relay: Relay = this.#relay): Promise<void> {
    const send = (frame: ServerFrame) => this.#take(frame);
    this.channel = await relay.connect({ user: this.user, cursor: this.cursor, send });
  }

  closes(): void {
    this.channel.close();
  }

  looks(visible: boolean, focused: boolean): Promise<void> {
    return this.channel.receive({ kind: 'attention', visible, focused });
  }

  /** Does a command over the channel and gives back its reply. */
  async does(command: string, input: unknown): Promise<FrameOf<'reply'>> {
    const ref = ++this.#ref;
    await this.channel.receive({ kind: 'do', ref, command, input });
    return until(`a reply to ${command}`, () => this.all('reply').find(frame => frame.ref === ref));
  }

  all<K extends ServerFrame['kind']>(kind: K): FrameOf<K>[] {
    return this.frames.filter((frame): frame is FrameOf<K> => frame.kind === kind);
  }

  events(): LogEvent[] {
    return this.all('event').map(({ event }) => event);
  }

  /** Waits for a frame like that. */
  gets<K extends ServerFrame['kind']>(kind: K, like: (frame: FrameOf<K>) => boolean = () => true) {
    return until(
      `a ${kind} frame`,
      () => this.all(kind).find(like),
      () => this.frames,
    );
  }

  /** Waits until the message stands in the pane. */
  sees(who: { name: string }, text: string): Promise<Message> {
    return until(
      `"${text}" from ${who.name}`,
      () => this.messages.find(message => message.from === who.name && message.text === text),
      () => this.messages,
    );
  }

  /** Waits until the invitation stands in the pane with this state of an invitee. */
  seesInvitation(invitation: { id: string }, who: { name: string }, state: string): Promise<Invitation> {
    const current = () => this.invitations.get(invitation.id);
    return until(
      `the invitation of ${who.name} to be ${state}`,
      () => current()?.to.some(one => one.name === who.name && one.state === state) && current(),
      current,
    );
  }

  #start(snapshot: Snapshot): void {
    this.cursor = snapshot.cursor;
    this.invitations.clear();
    for (const invitation of snapshot.invitations) this.invitations.set(invitation.id, invitation);
    this.messages.length = 0;
    for (const conversation of snapshot.conversations) this.messages.push(...conversation.messages);
  }

  #take(frame: ServerFrame): void {
    this.frames.push(frame);
    if (frame.kind === 'ring') this.rings = frame.on;
    if (frame.kind === 'reset') this.#start(frame.snapshot);
    if (frame.kind !== 'event') return;
    if (frame.n !== this.cursor.n + 1) this.faults.push(`event ${frame.n} came after ${this.cursor.n}`);
    this.cursor = { ...this.cursor, n: frame.n };
    const { event } = frame;
    if (event.kind === 'invitation') this.invitations.set(event.invitation.id, event.invitation);
    if (event.kind === 'message') this.messages.push(event.message);
    if (event.kind === 'changed') {
      const place = this.messages.findIndex(({ id }) => id === event.message.id);
      if (place >= 0) this.messages[place] = event.message;
    }
  }
}
