import type {
  Announcement,
  Boot,
  CommandInput,
  CommandName,
  Invitation,
  ServerFrame,
  View,
} from '../relay/protocol.ts';
import type { Answer, ChannelStatus } from './channel.ts';
import { Outbox, type Stored } from './outbox.ts';
import type { State, Talk } from './state.ts';
import { applyEvent, fromSnapshot, invitationInto, unreadCount, withMessages, withRead } from './state.ts';
import { type Front, frontWindow, opensByItself, type Waiting, waitingBehind } from './windows.ts';

/** What the model needs of the world around it. */
export interface PaneWorld {
  now(): number;
  newId(): string;
  /** `null` while there is no connection. */
  command<N extends CommandName>(command: N, input: CommandInput<N>): Promise<Answer<N>> | null;
  /** Entries of the log were missed. */
  reopen(): void;
  /** A request that outlives the page. */
  leave(path: string, body: unknown): void;
  isVisible(): boolean;
  ring(): void;
}

/** The unsent invitation. */
export interface InvitationDraft {
  to: { name: string; display: string }[];
  header: string;
  instruction: string;
  message: string;
  attach: boolean;
}

export const emptyDraft: InvitationDraft = {
  to: [],
  header: '',
  instruction: '',
  message: '',
  attach: false,
};

const typingShownMs = 5_000;
const typingSentMs = 2_500;
const draftDelayMs = 400;
const slowMs = 1_500;

/** All that the pane knows and does; views read it and call it. `changed` is called after every change. */
export class PaneModel {
  readonly mode: Boot['mode'];
  readonly links: Boot['links'];
  state: State;
  view: View;
  drafts: Record<string, string>;
  status: ChannelStatus = 'closed';
  /** The announcement in front. */
  announcement: string | null = null;
  /** Per conversation, who is writing, until when. */
  typing: Record<string, Record<string, number>> = {};
  /** What went wrong with the last thing that the person did. */
  problem: string | null = null;
  inviting = false;
  /** When the window in front opened by itself: a click meant for the page may still be on its way. */
  openedItselfAt = 0;
  /** Where the keyboard goes with the next drawing; never set by what others do. */
  focusNext: 'window' | 'launcher' | null = null;
  /** Connecting takes long enough that one may hear of it. */
  isSlow = false;
  /** Counts up when something arrives that deserves a look. */
  pulses = 0;
  readonly outbox: Outbox;
  readonly #world: PaneWorld;
  readonly #changed: () => void;
  readonly #hidden = new Set<string>();
  readonly #shown = new Set<string>();
  readonly #unsaved = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #reading = new Map<string, number>();
  #invitation: CommandInput<'invite'> | null = null;
  #rings = false;
  #typingSentAt = 0;
  #viewUnsaved = false;
  #history = new Set<string>();

  constructor(boot: Boot, world: PaneWorld, changed: () => void) {
    this.mode = boot.mode;
    this.links = boot.links;
    this.#world = world;
    this.#changed = changed;
    this.state = fromSnapshot(boot.snapshot);
    this.drafts = boot.snapshot.drafts;
    this.view = boot.mode === 'page' ? { ...boot.snapshot.view, open: true } : boot.snapshot.view;
    this.outbox = new Outbox(
      input => this.#submit(input),
      stored => {
        if (stored) this.#stored(stored);
        this.#changed();
      },
    );
    this.#openWaiting();
  }

  #stored({ item, seq, id, at }: Stored): void {
    const { conversation, clientId, text } = item;
    const from = this.state.me.name;
    this.state = withMessages(this.state, conversation, [
      { id, conversation, seq, from, clientId, text, at },
    ]);
  }

  get front(): Front {
    return frontWindow(this.state, this.view, this.announcement);
  }

  get waiting(): Waiting[] {
    return waitingBehind(this.state, this.front, this.#world.now());
  }

  get unread(): number {
    return unreadCount(this.state);
  }

  /** Text that the server does not have yet. */
  get hasUnsaved(): boolean {
    return this.#unsaved.size > 0 || this.outbox.items.length > 0 || this.#invitation !== null;
  }

  /** Names of those who are writing in a conversation. */
  typingIn(conversation: string): string[] {
    const now = this.#world.now();
    return Object.entries(this.typing[conversation] ?? {})
      .filter(([, until]) => until > now)
      .map(([name]) => name);
  }

  /** The invitations by which a conversation came about, that this person sent. */
  sentInto(conversation: string): Invitation[] {
    return this.state.invitations.filter(
      invitation => invitation.conversation === conversation && invitation.from.name === this.state.me.name,
    );
  }

  get invitationDraft(): InvitationDraft {
    try {
      return { ...emptyDraft, ...(JSON.parse(this.drafts.new ?? '{}') as Partial<InvitationDraft>) };
    } catch {
      return emptyDraft;
    }
  }

  // -------------------------------------------------------------- what the server says

  receive(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'event':
        this.#logged(frame.n, frame.event);
        return;
      case 'reset':
        this.#reset(frame.snapshot);
        return;
      case 'typing':
        this.#isTyping(frame.conversation, frame.name, typingShownMs);
        return;
      case 'presence':
        this.state = {
          ...this.state,
          presence: { ...this.state.presence, [frame.name]: frame.presence },
          me:
            frame.name === this.state.me.name
              ? { ...this.state.me, presence: frame.presence }
              : this.state.me,
        };
        break;
      case 'mine':
        this.#mine(frame);
        break;
      case 'ring':
        this.#rings = frame.on;
        return;
      default:
        return;
    }
    this.settle();
  }

  setStatus(status: ChannelStatus): void {
    this.status = status;
    // Most connections stand before one could read a word about it.
    if (status === 'connecting') setTimeout(() => this.#slow(), slowMs);
    else this.isSlow = false;
    if (status === 'live') {
      this.outbox.resume();
      if (this.#viewUnsaved) this.#saveView();
      this.#resumeInvitation();
      for (const key of this.#unsaved.keys()) this.#saveDraft(key);
    }
    this.settle();
  }

  #slow(): void {
    if (this.status !== 'connecting') return;
    this.isSlow = true;
    this.#changed();
  }

  /** Looks again at what follows from state and visibility, and draws. */
  settle(): void {
    this.#openWaiting();
    this.#tellSeen();
    this.#changed();
  }

  #logged(n: number, event: Parameters<typeof applyEvent>[2]): void {
    const { state, outcome } = applyEvent(this.state, n, event);
    if (outcome === 'gap') this.#world.reopen();
    if (outcome !== 'applied') return;
    const before = this.state;
    this.state = state;
    if (event.kind === 'message') {
      if (event.message.from === state.me.name) this.outbox.stored(event.message.clientId);
      this.#isTyping(event.message.conversation, event.message.from, 0);
    }
    if (this.#deservesRinging(before, event)) {
      this.pulses++;
      if (this.#rings && state.me.presence !== 'dnd') this.#world.ring();
    }
    this.settle();
  }

  #deservesRinging(before: State, event: Parameters<typeof applyEvent>[2]): boolean {
    const me = this.state.me.name;
    if (event.kind === 'announcement') return true;
    if (event.kind === 'invitation') {
      return (
        !before.invitations.some(invitation => invitation.id === event.invitation.id) &&
        event.invitation.to.some(invitee => invitee.name === me && invitee.state === 'pending')
      );
    }
    if (event.kind !== 'message' || event.message.from === me) return false;
    // An invitation's first message came with its ring; an open conversation is being looked at.
    if (invitationInto(this.state, event.message.conversation)) return false;
    const { front } = this;
    const inFront = front.kind === 'conversation' && front.talk.id === event.message.conversation;
    return !inFront || !this.#world.isVisible();
  }

  #reset(snapshot: Boot['snapshot']): void {
    this.state = fromSnapshot(snapshot);
    this.drafts = { ...snapshot.drafts, ...this.#unsavedDrafts() };
    for (const talk of this.state.conversations) {
      for (const message of talk.messages) {
        if (message.from === this.state.me.name) this.outbox.stored(message.clientId);
      }
    }
    this.settle();
  }

  #unsavedDrafts(): Record<string, string> {
    return Object.fromEntries([...this.#unsaved.keys()].map(key => [key, this.drafts[key] ?? '']));
  }

  #mine(frame: Extract<ServerFrame, { kind: 'mine' }>): void {
    const { draft, drafts, view, snoozed } = frame;
    // What is being typed here stands.
    if (draft && !this.#unsaved.has(draft.conversation)) {
      this.drafts = { ...this.drafts, [draft.conversation]: draft.text };
    }
    if (drafts) this.drafts = { ...drafts, ...this.#unsavedDrafts() };
    if (snoozed) this.state = { ...this.state, snoozed };
    // The tab that one looks at is not rearranged by another one.
    if (view && this.mode === 'pane' && !this.#world.isVisible()) this.view = view;
    if (view && this.mode === 'pane') this.view = { ...this.view, side: view.side };
  }

  #isTyping(conversation: string, name: string, forMs: number): void {
    const until = this.#world.now() + forMs;
    this.typing = { ...this.typing, [conversation]: { ...this.typing[conversation], [name]: until } };
    if (forMs > 0) setTimeout(this.#changed, forMs + 50);
    this.#changed();
  }

  // -------------------------------------------------------------- windows

  #openWaiting(): void {
    const next = opensByItself(this.state, this.front, this.#world.now(), this.#hidden);
    if (!next || (this.mode === 'page' && this.front.kind !== 'home')) return;
    this.openedItselfAt = this.#world.now();
    if ('priority' in next) this.announcement = next.id;
    else this.view = { ...this.view, screen: 'conversation', conversation: next.conversation };
    this.view = { ...this.view, open: true };
  }

  /** Opens home, or what waits, by the person's own wish. */
  open(): void {
    this.announcement = this.state.announcements[0]?.id ?? null;
    this.go({ open: true });
  }

  /** Changes the view by the person's own wish. */
  go(change: Partial<View>): void {
    this.problem = null;
    this.view = { ...this.view, ...change };
    this.openedItselfAt = 0;
    this.focusNext = 'window';
    this.#saveView();
    this.#tellSeen();
    this.#changed();
  }

  #saveView(): void {
    const { view } = this;
    this.#viewUnsaved = true;
    this.#world.command('view', view)?.then(() => {
      if (this.view === view) this.#viewUnsaved = false;
    }, ignore);
  }

  openTalk(conversation: string): void {
    this.announcement = null;
    this.go({ open: true, screen: 'conversation', conversation });
  }

  openAnnouncement(id: string): void {
    this.announcement = id;
    this.go({ open: true });
  }

  /** Puts the window in front away. What waits for an answer comes again later. */
  fold(): void {
    const { front } = this;
    if (front.kind === 'announcement') {
      this.#hidden.add(front.announcement.id);
      this.announcement = null;
    }
    if (front.kind === 'invitation') {
      this.later(front.invitation);
      return;
    }
    if (this.mode === 'page') {
      this.go({ screen: 'home', conversation: null });
      return;
    }
    // One that stands folded would open again at once.
    for (const announcement of this.state.announcements) this.#hidden.add(announcement.id);
    this.go({ open: false, ...(front.kind === 'ended' && { screen: 'home', conversation: null }) });
    this.focusNext = 'launcher';
    this.settle();
  }

  /** Tells the server what stands on the person's screen. */
  #tellSeen(): void {
    if (!this.#world.isVisible() || this.status !== 'live') return;
    const { front } = this;
    if (front.kind === 'invitation') this.#tellShown(front.invitation);
    if (front.kind === 'conversation') this.#tellRead(front.talk);
  }

  #tellShown(invitation: Invitation): void {
    if (this.#shown.has(invitation.id)) return;
    this.#shown.add(invitation.id);
    void this.#world
      .command('show', { invitation: invitation.id })
      ?.catch(() => this.#shown.delete(invitation.id));
  }

  #tellRead(talk: Talk): void {
    const { name } = this.state.me;
    const known = talk.participants.find(participant => participant.name === name)?.readSeq ?? 0;
    if (talk.lastSeq <= Math.max(known, this.#reading.get(talk.id) ?? 0)) return;
    this.#reading.set(talk.id, talk.lastSeq);
    this.state = withRead(this.state, talk.id, name, talk.lastSeq);
    void this.#world
      .command('read', { conversation: talk.id, seq: talk.lastSeq })
      ?.catch(() => this.#reading.delete(talk.id));
  }

  // -------------------------------------------------------------- what the person does

  /** Runs a command whose failure the person must hear of. */
  async #act<N extends CommandName>(command: N, input: CommandInput<N>): Promise<boolean> {
    this.problem = null;
    const answer = await (this.#world.command(command, input)?.catch(ignore) ?? null);
    if (!answer) this.problem = 'offline';
    else if (!answer.ok) this.problem = answer.message;
    this.#changed();
    return answer?.ok === true;
  }

  async accept(invitation: Invitation): Promise<void> {
    if (await this.#act('accept', { invitation: invitation.id })) this.openTalk(invitation.conversation);
  }

  async decline(invitation: Invitation): Promise<void> {
    if (await this.#act('decline', { invitation: invitation.id })) this.#dismiss();
  }

  /** An answer in words: joins the conversation with it. */
  async answer(invitation: Invitation, text: string): Promise<void> {
    if (!(await this.#act('accept', { invitation: invitation.id }))) return;
    this.openTalk(invitation.conversation);
    this.send(invitation.conversation, text);
  }

  /** A click was not taken because something lies over the pane. */
  refuseCovered(): void {
    this.problem = 'covered';
    this.#changed();
  }

  later(invitation: Invitation): void {
    const until = this.#world.now() + 10 * 60_000;
    this.state = { ...this.state, snoozed: { ...this.state.snoozed, [invitation.id]: until } };
    void this.#world
      .command('later', { invitation: invitation.id })
      ?.then(answer => {
        if (!answer.ok) return;
        this.state = {
          ...this.state,
          snoozed: { ...this.state.snoozed, [invitation.id]: answer.data.until },
        };
      })
      .catch(ignore);
    this.#dismiss();
  }

  /** The window in front is done with. */
  #dismiss(): void {
    this.go({ open: this.mode === 'page', screen: 'home', conversation: null });
    this.focusNext = 'launcher';
    this.settle();
  }

  dismiss(): void {
    this.#dismiss();
  }

  withdraw(invitation: Invitation): Promise<boolean> {
    return this.#act('withdraw', { invitation: invitation.id });
  }

  async leaveTalk(conversation: string): Promise<void> {
    if (await this.#act('leave', { conversation })) this.go({ screen: 'home', conversation: null });
  }

  async acknowledge(announcement: Announcement): Promise<void> {
    if (!(await this.#act('acknowledge', { announcement: announcement.id }))) return;
    this.announcement = null;
    const announcements = this.state.announcements.filter(other => other.id !== announcement.id);
    this.state = { ...this.state, announcements };
    if (this.openedItselfAt)
      this.view = { ...this.view, open: this.mode === 'page' || this.view.screen !== 'home' };
    this.settle();
  }

  send(conversation: string, text: string): void {
    if (text.trim() === '') return;
    this.setDraft(conversation, '', { typing: false });
    this.outbox.add({ conversation, text, clientId: this.#world.newId(), at: this.#world.now() });
  }

  /** Takes a refused message back into the response field. */
  takeBack(clientId: string): void {
    const item = this.outbox.items.find(other => other.clientId === clientId);
    if (!item) return;
    this.setDraft(item.conversation, [item.text, this.drafts[item.conversation]].filter(Boolean).join('\n'));
    this.outbox.remove(clientId);
  }

  #submit(input: CommandInput<'send'>) {
    const answer = this.#world.command('send', input);
    return answer?.then(result => (result.ok ? { ok: true as const, ...result.data } : result)) ?? null;
  }

  setDraft(key: string, text: string, { typing = true } = {}): void {
    this.drafts = { ...this.drafts, [key]: text };
    clearTimeout(this.#unsaved.get(key));
    this.#unsaved.set(
      key,
      setTimeout(() => this.#saveDraft(key), draftDelayMs),
    );
    const now = this.#world.now();
    if (typing && key !== 'new' && text !== '' && now - this.#typingSentAt > typingSentMs) {
      this.#typingSentAt = now;
      void this.#world.command('typing', { conversation: key })?.catch(ignore);
    }
    this.#changed();
  }

  setInvitationDraft(draft: InvitationDraft): void {
    this.setDraft('new', JSON.stringify(draft) === JSON.stringify(emptyDraft) ? '' : JSON.stringify(draft));
  }

  #saveDraft(key: string): void {
    const text = this.drafts[key] ?? '';
    const answer = this.#world.command('draft', { conversation: key, text });
    answer?.then(
      () => this.drafts[key] === text && this.#unsaved.delete(key),
      // Kept as unsaved; goes with the next connection.
      ignore,
    );
  }

  async people(query: string) {
    const answer = await (this.#world.command('people', { query })?.catch(ignore) ?? null);
    return answer?.ok ? answer.data.people.filter(person => person.name !== this.state.me.name) : [];
  }

  /** Sends an invitation; the form stays until the server has taken it. */
  invite(input: CommandInput<'invite'>): void {
    this.problem = null;
    this.inviting = true;
    this.#invitation = { ...input, clientId: this.#world.newId() };
    this.#resumeInvitation();
    this.#changed();
  }

  #resumeInvitation(): void {
    const input = this.#invitation;
    if (!input) return;
    this.#world.command('invite', input)?.then(answer => {
      if (this.#invitation !== input) return;
      this.#invitation = null;
      this.inviting = false;
      if (answer.ok) return this.#invited(answer.data);
      this.problem = answer.message;
      this.#changed();
    }, ignore);
  }

  #invited(invitation: Invitation): void {
    this.setDraft('new', '');
    if (!this.state.invitations.some(other => other.id === invitation.id)) {
      this.state = { ...this.state, invitations: [...this.state.invitations, invitation] };
    }
    this.openTalk(invitation.conversation);
  }

  /** Fetches the messages before those that are here. */
  async loadEarlier(talk: Talk): Promise<void> {
    const first = talk.messages[0]?.seq ?? talk.lastSeq + 1;
    if (first <= 1 || this.#history.has(talk.id)) return;
    this.#history.add(talk.id);
    const answer = await (this.#world
      .command('history', { conversation: talk.id, before: first })
      ?.catch(ignore) ?? null);
    this.#history.delete(talk.id);
    if (answer?.ok) this.state = withMessages(this.state, talk.id, answer.data.messages);
    this.#changed();
  }

  /** The page goes: whatever is not known to be stored leaves by requests that outlive it. */
  leavePage(): void {
    if (this.status === 'revoked') return;
    for (const { conversation, clientId, text, state } of this.outbox.items) {
      if (state === 'waiting') {
        this.#world.leave(`/conversations/${conversation}/messages`, { clientId, text });
      }
    }
    if (this.#invitation) {
      this.#world.leave('/invitations', this.#invitation);
      this.drafts = { ...this.drafts, new: '' };
      this.#unsaved.set('new', this.#unsaved.get('new') ?? setTimeout(ignore));
    }
    if (this.#viewUnsaved) this.#world.leave('/view', this.view);
    for (const key of this.#unsaved.keys()) {
      this.#world.leave(`/drafts/${key}`, { text: this.drafts[key] ?? '' });
    }
  }
}

function ignore(): null {
  return null;
}
