import type { Announcement, LogEvent, Preferences, ServerFrame, Snapshot } from '../relay/protocol.ts';
import type { PaneModel } from './pane-model.ts';
import type { PaneWorld } from './pane-world.ts';
import { deservesRinging, isQuietFor, type Ringing } from './ringing.ts';
import { applyEvent, fromSnapshot, upsert } from './state.ts';
import { emergencyIn } from './windows.ts';

const againMs = 60_000;

/** What the server says, put into the model. */
export class Receiver {
  readonly #model: PaneModel;
  readonly #world: PaneWorld;
  #rings = false;
  /** When an emergency was last heard. */
  #alarmAt = Number.NEGATIVE_INFINITY;

  constructor(model: PaneModel, world: PaneWorld) {
    this.#model = model;
    this.#world = world;
  }

  receive(frame: ServerFrame): void {
    if (frame.kind === 'event') this.#logged(frame.n, frame.event);
    if (frame.kind === 'reset') this.#reset(frame.snapshot);
    if (frame.kind === 'typing') this.#model.writers.writes(frame.conversation, frame.name);
    if (frame.kind === 'presence') this.#present(frame);
    if (frame.kind === 'help-desk' || frame.kind === 'help-place') this.#help(frame);
    if (frame.kind === 'mine') this.#mine(frame);
    if (frame.kind === 'pages') this.#model.site.turn(frame.on);
    if (frame.kind === 'ring') this.#elect(frame.on);
    if (frame.kind === 'announcements') this.#open(frame.open);
    if (frame.kind === 'announced') this.#announced(frame.announcement);
    if (frame.kind === 'announcement-over') this.#model.announcementOver(frame.announcement);
    if (frame.kind === 'approvals') this.#model.change({ ...this.#model.state, approvals: frame.waiting });
  }

  /** An emergency that stands is heard on each page, and every minute until it is acknowledged. */
  soundAgain(): void {
    const announcement = emergencyIn(this.#model.state);
    if (!announcement || this.#world.now() - this.#alarmAt < againMs) return;
    this.#ring({ kind: 'announcement', announcement }, this.#model.state);
  }

  #elect(on: boolean): void {
    this.#rings = on;
    this.soundAgain();
  }

  #logged(n: number, event: LogEvent): void {
    const before = this.#model.state;
    const { state, outcome } = applyEvent(before, n, event);
    if (outcome === 'gap') this.#world.reopen();
    if (outcome !== 'applied') return;
    this.#model.state = state;
    if (event.kind === 'message') {
      const { conversation, from, clientId } = event.message;
      if (from === state.me.name) this.#model.writing.outbox.stored(clientId);
      this.#model.writers.hasWritten(conversation, from);
    }
    this.#ring(event, before);
    this.#model.settle();
    // Seldom enough to be loaded only then. What cannot be loaded stands until the page is loaded anew.
    if (event.kind === 'emptied')
      void import('./emptied.ts').then(
        ({ withEmptied }) => this.#model.change(withEmptied(this.#model.state, event)),
        () => {},
      );
  }

  /** What came while the channel was closed rings now, once. */
  #open(open: Announcement[]): void {
    const known = new Set(this.#model.state.announcements.map(({ id }) => id));
    const before = this.#model.state;
    this.#model.state = { ...before, announcements: open };
    for (const announcement of open) {
      if (!known.has(announcement.id)) this.#ring({ kind: 'announcement', announcement }, before);
    }
    this.#model.settle();
  }

  #announced(announcement: Announcement): void {
    const before = this.#model.state;
    const known = before.announcements.find(({ id }) => id === announcement.id);
    if (known && known.revision >= announcement.revision) return;
    this.#model.state = { ...before, announcements: upsert(before.announcements, announcement) };
    this.#model.announcementCame(announcement.id);
    this.#ring({ kind: 'announcement', announcement }, before);
    this.#model.settle();
  }

  #ring(event: Ringing, before: PaneModel['state']): void {
    const { front, state, site } = this.#model;
    if (!site.isHere) return;
    const isVisible = this.#world.isVisible();
    if (!deservesRinging(event, { before, after: state, front, isVisible })) return;
    this.#model.pulses++;
    if (!this.#rings || isQuietFor(event, state.me)) return;
    if (event.kind === 'announcement' && event.announcement.priority === 'emergency')
      this.#alarmAt = this.#world.now();
    this.#world.ring();
  }

  #reset(snapshot: Snapshot): void {
    const { writing } = this.#model;
    this.#model.state = fromSnapshot(snapshot);
    writing.takeDrafts({ drafts: snapshot.drafts });
    for (const message of snapshot.conversations.flatMap(talk => talk.messages)) {
      if (message.from === snapshot.me.name) writing.outbox.stored(message.clientId);
    }
    this.#model.settle();
  }

  #present({ name, presence }: Extract<ServerFrame, { kind: 'presence' }>): void {
    const { state } = this.#model;
    const me = name === state.me.name ? { ...state.me, presence } : state.me;
    this.#model.state = { ...state, me, presence: { ...state.presence, [name]: presence } };
    this.#model.settle();
  }

  #help(frame: Extract<ServerFrame, { kind: 'help-desk' | 'help-place' }>): void {
    const { state, site } = this.#model;
    const { kind: _kind, ...place } = frame.kind === 'help-place' ? frame : { kind: null };
    const change = frame.kind === 'help-desk' ? { desk: frame.desk } : place;
    this.#model.state = { ...state, help: { ...state.help, ...change } };
    if (frame.kind === 'help-desk' && frame.rings && site.isHere) {
      this.#model.pulses++;
      if (this.#rings && state.me.presence !== 'dnd') this.#world.ring();
    }
    this.#model.settle();
  }

  #setPreferences(preferences: Preferences): void {
    const { state } = this.#model;
    this.#model.state = { ...state, me: { ...state.me, preferences } };
  }

  #mine(frame: Extract<ServerFrame, { kind: 'mine' }>): void {
    const { view, snoozed, paused, muted, preferences } = frame;
    this.#model.writing.takeDrafts(frame);
    if (snoozed) this.#model.state = { ...this.#model.state, snoozed };
    if (muted) this.#model.state = { ...this.#model.state, muted };
    if (paused) this.#model.state = { ...this.#model.state, paused };
    if (preferences) this.#setPreferences(preferences);
    if (view) this.#model.takeView(view);
    this.#model.settle();
  }
}
