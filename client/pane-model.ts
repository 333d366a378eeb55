import type {
  Boot,
  HelpPlace,
  HelpRequest,
  Invitation,
  Message,
  ServerFrame,
  View,
} from '../relay/protocol.ts';
import type { ChannelStatus } from './channel.ts';
import { Deeds } from './deeds.ts';
import { FileView } from './file-view.ts';
import { KeptView } from './kept-view.ts';
import { MessageDeeds } from './message-deeds.ts';
import type { Mode } from './mode.ts';
import type { News } from './news.ts';
import type { Stored } from './outbox.ts';
import type { PaneWorld } from './pane-world.ts';
import { Receiver } from './receiver.ts';
import { Seen } from './seen.ts';
import { Site } from './site.ts';
import { fromSnapshot, type State, unreadCount, withHelp, withMessages, withRead } from './state.ts';
import {
  covers,
  type Front,
  frontWindow,
  opensByItself,
  staysInFront,
  type Waiting,
  waitingBehind,
} from './windows.ts';
import { Writers } from './writers.ts';
import { Writing } from './writing.ts';

const slowMs = 1_500;

/** What the pane knows, and which window of it stands in front; views read it. `changed` is called after every change. */
export class PaneModel {
  readonly mode: Mode;
  readonly links: Boot['links'];
  /** For people with rights: which, and where they use them. */
  readonly admin: Boot['admin'];
  /** For somebody without an account, who sees one conversation alone: to whom they came. */
  readonly guestOf: string | undefined;
  /** Where their picture is, if they show it. */
  readonly guestPicture: string | undefined;
  readonly writing: Writing;
  readonly writers: Writers;
  readonly deeds: Deeds;
  readonly messages: MessageDeeds;
  readonly files: FileView;
  readonly site: Site;
  state: State;
  status: ChannelStatus = 'closed';
  /** The announcement in front. */
  announcement: string | null = null;
  /** What went wrong with the last thing that the person did. */
  problem: string | null = null;
  /** When the window in front opened by itself: a click meant for the page may still be on its way. */
  openedItselfAt = 0;
  /** Where the keyboard goes with the next drawing; of what others do, only an emergency takes it. */
  focusNext: 'window' | 'launcher' | null = null;
  /** Connecting takes long enough that one may hear of it. */
  isSlow = false;
  /** The message to bring into sight with the next drawing. */
  lookFor: { conversation: string; seq: number } | null = null;
  /** What the people screen is opened for: a group of which there is news, or somebody by name. */
  sought: { group: string } | { query: string } | null = null;
  /** The request for which the help desk is opened. */
  soughtHelp: string | null = null;
  /** Counts up when something arrives that deserves a look. */
  pulses = 0;
  readonly #world: PaneWorld;
  readonly #changed: () => void;
  readonly #view: KeptView;
  readonly #seen: Seen;
  readonly #receiver: Receiver;
  readonly #hidden = new Set<string>();
  /** The announcement that covers the page. */
  #covering: string | null = null;
  readonly #listeners = new Set<(frame: ServerFrame) => void>();

  constructor(boot: Omit<Boot, 'mode'> & { mode: Mode }, world: PaneWorld, changed: () => void) {
    this.mode = boot.mode;
    this.links = boot.links;
    this.admin = boot.admin;
    this.guestOf = boot.guestOf;
    this.guestPicture = boot.guestPicture;
    this.#world = world;
    this.#changed = changed;
    this.state = fromSnapshot(boot.snapshot);
    this.#view = new KeptView(boot.snapshot.view, boot.mode, world);
    this.#seen = new Seen(world);
    this.#receiver = new Receiver(this, world);
    this.deeds = new Deeds(this, world);
    this.messages = new MessageDeeds(this, world);
    this.files = new FileView(world);
    this.site = new Site(this);
    this.writers = new Writers(world.now, changed);
    this.writing = new Writing({
      drafts: boot.snapshot.drafts,
      world,
      changed: () => {
        this.#view.touch();
        changed();
      },
      stored: stored => this.#stored(stored),
      invited: answer => this.#invited(answer),
    });
    this.#openWaiting();
  }

  get view(): View {
    return this.#view.current;
  }

  get front(): Front {
    const front = frontWindow(this.state, this.view, this.announcement);
    return covers(front) ? front : (this.site.front ?? front);
  }

  get waiting(): Waiting[] {
    return waitingBehind(this.state, this.front, this.#world.now());
  }

  get unread(): number {
    return unreadCount(this.state);
  }

  /** The invitations by which a conversation came about, that this person sent. */
  sentInto(conversation: string): Invitation[] {
    return this.state.invitations.filter(
      invitation => invitation.conversation === conversation && invitation.from.name === this.state.me.name,
    );
  }

  receive(frame: ServerFrame): void {
    this.#receiver.receive(frame);
    for (const listener of this.#listeners) listener(frame);
  }

  /** Hears every frame, until the function given back is called. */
  listen(listener: (frame: ServerFrame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setStatus(status: ChannelStatus): void {
    this.status = status;
    // Most connections stand before one could read a word about it.
    if (status === 'connecting') setTimeout(() => this.#slow(), slowMs);
    else this.isSlow = false;
    if (status === 'live') {
      this.#view.resume();
      this.writing.resume();
    }
    this.settle();
  }

  /** Looks again at what follows from state and visibility, and draws. */
  settle(): void {
    this.#openWaiting();
    this.#receiver.soundAgain();
    this.#tellSeen();
    this.#changed();
  }

  change(state: State): void {
    this.state = state;
    this.#changed();
  }

  /** Says what went wrong with the person's last deed; `null` when they have just begun another, or it went well. */
  tell(problem: string | null): void {
    this.problem = problem;
    this.#view.touch();
    this.#changed();
  }

  /** Opens home, or what waits, by the person's own wish. */
  open(): void {
    this.announcement = this.state.announcements[0]?.id ?? null;
    this.go({ open: true });
  }

  /** Changes the view by the person's own wish. */
  go(change: Partial<View>): void {
    this.problem = null;
    this.site.closeList();
    this.#view.choose(change);
    this.openedItselfAt = 0;
    this.focusNext = 'window';
    this.#tellSeen();
    this.#changed();
  }

  openTalk(conversation: string): void {
    this.announcement = null;
    this.go({ open: true, screen: 'conversation', conversation });
  }

  /** Brings one message of the conversation in front into sight. */
  lookAt(conversation: string, seq: number): void {
    this.lookFor = { conversation, seq };
    this.#changed();
  }

  /** Shows who is there. */
  openPeople(sought: PaneModel['sought'] = null): void {
    this.announcement = null;
    this.sought = sought;
    this.go({ open: true, screen: 'people', conversation: null });
  }

  /** The queue of the help desk, or one request in it. */
  openHelpDesk(id: string | null = null): void {
    this.announcement = null;
    this.soughtHelp = id;
    this.go({ open: true, screen: 'desk', conversation: null });
  }

  /** The person's own request for help, as the answer to what they did says. */
  helpIs(help: HelpRequest, place?: HelpPlace): void {
    const state = withHelp(this.state, help);
    const { place: at, isManned } = place ?? state.help;
    this.change({ ...state, help: { ...state.help, place: help.state === 'open' ? at : null, isManned } });
  }

  newId(): string {
    return this.#world.newId();
  }

  /** What a page of its own begins with. */
  begin(screen: View['screen']): void {
    this.#view.show({ screen });
  }

  /** The person has it in front of them, or wants to hear no more of it. */
  forgetNews({ id, n }: Pick<News, 'id' | 'n'>): void {
    this.change({ ...this.state, news: this.state.news.filter(news => news.id !== id) });
    // Where that cannot be said now it comes again with the next page.
    this.#world.command('heard', { n })?.catch(() => null);
  }

  openAnnouncement(id: string): void {
    this.announcement = id;
    this.go({ open: true });
  }

  /** Puts the window in front away. What waits for an answer comes again later. */
  fold(): void {
    if (this.guestOf !== undefined) return;
    const { front } = this;
    if (staysInFront(front)) return;
    if (front.kind === 'goodbye') {
      this.site.leave();
      return;
    }
    if (front.kind === 'invitation') {
      this.deeds.later(front.invitation);
      return;
    }
    if (front.kind === 'announcement') {
      this.#hidden.add(front.announcement.id);
      this.announcement = null;
    }
    if (this.mode !== 'pane') {
      this.go({ screen: 'home', conversation: null });
      return;
    }
    // One that stands folded would open again at once, as what is urgent does.
    for (const { id, priority } of this.state.announcements) if (priority === 'info') this.#hidden.add(id);
    this.go({ open: false, ...(front.kind === 'ended' && { screen: 'home', conversation: null }) });
    this.focusNext = 'launcher';
    this.settle();
  }

  /** The window in front is done with. */
  dismiss(): void {
    this.go({ open: this.mode !== 'pane', screen: 'home', conversation: null });
    this.focusNext = 'launcher';
    this.settle();
  }

  /** It is new, or another now: whoever has folded it away sees it again. */
  announcementCame(id: string): void {
    this.#hidden.delete(id);
  }

  /** It is over, by the person's own word elsewhere or by its author's. */
  announcementOver(id: string): void {
    if (this.announcement === id) this.announcementDone(id);
    else {
      const announcements = this.state.announcements.filter(other => other.id !== id);
      this.change({ ...this.state, announcements });
    }
  }

  announcementDone(id: string): void {
    this.announcement = null;
    const announcements = this.state.announcements.filter(other => other.id !== id);
    this.state = { ...this.state, announcements };
    if (this.openedItselfAt) this.#view.show({ open: this.mode !== 'pane' || this.view.screen !== 'home' });
    this.settle();
  }

  /** The view that the server has from elsewhere. */
  takeView(view: View): void {
    this.#view.take(view);
  }

  /** The page goes. */
  leavePage(): void {
    if (this.status === 'revoked') return;
    this.writing.leave();
    this.#view.leave();
  }

  /** The browser has put the page back as it was. */
  returnToPage(): void {
    this.#view.arrive();
    this.writing.arrive();
  }

  #slow(): void {
    if (this.status !== 'connecting') return;
    this.isSlow = true;
    this.#changed();
  }

  #stored({ item, seq, id, at }: Stored): void {
    const { conversation, clientId, text, reply, page, files } = item;
    const message: Message = { id, conversation, seq, from: this.state.me.name, clientId, text, at };
    this.state = withMessages(this.state, conversation, [
      { ...message, ...(reply && { reply }), ...(page && { page }), ...(files && { files }) },
    ]);
  }

  #invited(answer: Invitation | { problem: string }): void {
    if ('problem' in answer) {
      this.tell(answer.problem);
      return;
    }
    if (!this.state.invitations.some(other => other.id === answer.id)) {
      this.state = { ...this.state, invitations: [...this.state.invitations, answer] };
    }
    this.openTalk(answer.conversation);
  }

  #openWaiting(): void {
    const { front } = this;
    if (covers(front)) this.#cover(front);
    const next = opensByItself(this.state, front, this.#world.now(), this.#hidden);
    if (!next || (this.mode !== 'pane' && front.kind !== 'home')) return;
    this.openedItselfAt = this.#world.now();
    if ('priority' in next) this.announcement = next.id;
    else this.#view.show({ screen: 'conversation', conversation: next.conversation });
    this.#view.show({ open: true });
  }

  /** A click or a key meant for the page must not acknowledge what has just come over it. */
  #cover(front: Front): void {
    if (front.kind !== 'announcement' || front.announcement.id === this.#covering) return;
    this.#covering = front.announcement.id;
    this.openedItselfAt = this.#world.now();
    this.focusNext = 'window';
  }

  /** Tells the server what stands on the person's screen. */
  #tellSeen(): void {
    if (!this.#world.isVisible() || this.status !== 'live') return;
    const { front } = this;
    if (front.kind === 'announcement') this.#seen.announcement(front.announcement);
    if (front.kind === 'invitation') this.#seen.invitation(front.invitation);
    if (front.kind !== 'conversation') return;
    const { name } = this.state.me;
    const { id, lastSeq } = front.talk;
    if (this.#seen.talk(front.talk, name)) this.state = withRead(this.state, id, name, lastSeq);
  }
}
