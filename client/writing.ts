import type { AttachedPage, CommandInput, Invitation, Message, Quote } from '../relay/protocol.ts';
import { Attachments } from './attachments.ts';
import { Drafts, type DraftTexts } from './drafts.ts';
import { type InvitationDraft, readInvitationDraft, writeInvitationDraft } from './invitation-draft.ts';
import { Inviting } from './inviting.ts';
import { inputOf, Outbox, type Stored } from './outbox.ts';
import type { PaneWorld } from './pane-world.ts';
import { quoteOf } from './state.ts';

/** What a person writes, until the server has it: drafts, messages and invitations on their way. */
export class Writing {
  readonly outbox: Outbox;
  readonly attachments: Attachments;
  readonly #drafts: Drafts;
  readonly #answering = new Map<string, Quote>();
  readonly #inviting: Inviting;
  /** The invitation under way is what the form holds. */
  #isDrafted = true;
  readonly #world: PaneWorld;
  readonly #changed: () => void;

  constructor(options: {
    drafts: DraftTexts;
    world: PaneWorld;
    changed(): void;
    stored(stored: Stored): void;
    invited(answer: Invitation | { problem: string }): void;
  }) {
    const { drafts, world, changed, stored, invited } = options;
    this.#world = world;
    this.#changed = changed;
    this.#drafts = new Drafts(drafts, world);
    this.#inviting = new Inviting(world, answer => {
      if (!('problem' in answer) && this.#isDrafted) this.setDraft('new', '');
      invited(answer);
    });
    this.attachments = new Attachments(world, changed, async picture =>
      (await import('./thumbnail.ts')).makeThumbnail(picture),
    );
    this.outbox = new Outbox(
      input => this.#submit(input),
      item => {
        if (item) stored(item);
        changed();
      },
    );
  }

  get drafts(): DraftTexts {
    return this.#drafts.texts;
  }

  get invitationDraft(): InvitationDraft {
    return readInvitationDraft(this.drafts.new);
  }

  /** An invitation is on its way. */
  get isInviting(): boolean {
    return this.#inviting.isUnderWay;
  }

  /** Text that the server does not have yet. */
  get hasUnsaved(): boolean {
    return this.#drafts.hasUnsaved || this.outbox.items.length > 0 || this.isInviting;
  }

  send(conversation: string, text: string, page?: AttachedPage): void {
    if (!this.attachments.isReady(conversation)) return;
    const files = this.attachments.take(conversation);
    if (text.trim() === '' && !page && files.length === 0) return;
    this.#drafts.set(conversation, '');
    const reply = this.#answering.get(conversation);
    this.#answering.delete(conversation);
    const more = { ...(reply && { reply }), ...(page && { page }), ...(files.length > 0 && { files }) };
    this.outbox.add({ conversation, text, clientId: this.#world.newId(), at: this.#world.now(), ...more });
  }

  /** The message that the next one in this conversation answers. */
  answering(conversation: string): Quote | null {
    return this.#answering.get(conversation) ?? null;
  }

  /** `null`: none after all. */
  answer(conversation: string, message: Message | null): void {
    if (message) this.#answering.set(conversation, quoteOf(message));
    else this.#answering.delete(conversation);
    this.#changed();
  }

  /** Takes a refused message back into the response field. */
  takeBack(clientId: string): void {
    const item = this.outbox.items.find(other => other.clientId === clientId);
    if (!item) return;
    const { conversation, text } = item;
    this.setDraft(conversation, [text, this.drafts[conversation]].filter(Boolean).join('\n'));
    this.outbox.remove(clientId);
  }

  setDraft(key: string, text: string): void {
    this.#drafts.set(key, text);
    if (key !== 'new' && key !== 'help' && text !== '') this.#drafts.tellTyping(key);
    this.#changed();
  }

  setInvitationDraft(draft: InvitationDraft): void {
    this.setDraft('new', writeInvitationDraft(draft));
  }

  /** Sends an invitation; the form stays until the server has taken it. `apart`: it is not what the form holds. */
  invite(input: CommandInput<'invite'>, apart?: 'apart'): void {
    this.#isDrafted = apart === undefined;
    this.#inviting.start(input);
    this.#changed();
  }

  /** What the server has of this person's drafts: one of them, or all. */
  takeDrafts({
    draft,
    drafts,
  }: {
    draft?: { conversation: string; text: string };
    drafts?: DraftTexts;
  }): void {
    if (draft) this.#drafts.take(draft.conversation, draft.text);
    if (drafts) this.#drafts.takeAll(drafts);
  }

  /** There is a connection (again). */
  resume(): void {
    this.outbox.resume();
    this.#inviting.resume();
    this.#drafts.resume();
  }

  /** The page goes: whatever is not known to be stored leaves by requests that outlive it. */
  leave(): void {
    for (const item of this.outbox.items) {
      if (item.state !== 'waiting') continue;
      const { conversation, ...message } = inputOf(item);
      this.#world.leave(`/conversations/${conversation}/messages`, message);
    }
    this.#inviting.leave();
    // Its form goes empty to the next page.
    if (this.isInviting && this.#isDrafted) this.#drafts.set('new', '');
    this.#drafts.leave();
  }

  /** The page is back. */
  arrive(): void {
    this.#drafts.forgetUnsaved();
  }

  #submit(input: CommandInput<'send'>) {
    const answer = this.#world.command('send', input);
    return answer?.then(result => (result.ok ? { ok: true as const, ...result.data } : result)) ?? null;
  }
}
