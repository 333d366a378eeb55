import type {
  Announcement,
  CommandInput,
  CommandName,
  CommandOutputs,
  Invitation,
  Message,
  Person,
} from '../relay/protocol.ts';
import type { PaneModel } from './pane-model.ts';
import type { PaneWorld } from './pane-world.ts';
import { type Talk, withMessages } from './state.ts';

/** Further back a search result opens its conversation at the end. */
const maxPagesBack = 40;
const laterMs = 10 * 60_000;

/** What a person does with what others sent them; a failure is said in the window in front. */
export class Deeds {
  readonly #model: PaneModel;
  readonly #world: PaneWorld;
  readonly #fetching = new Set<string>();

  constructor(model: PaneModel, world: PaneWorld) {
    this.#model = model;
    this.#world = world;
  }

  async accept(invitation: Invitation): Promise<void> {
    if (await this.#act('accept', { invitation: invitation.id })) {
      this.#model.openTalk(invitation.conversation);
    }
  }

  async decline(invitation: Invitation): Promise<void> {
    if (await this.#act('decline', { invitation: invitation.id })) this.#model.dismiss();
  }

  /** An answer in words: joins the conversation with it. */
  async answer(invitation: Invitation, text: string): Promise<void> {
    if (!(await this.#act('accept', { invitation: invitation.id }))) return;
    this.#model.openTalk(invitation.conversation);
    this.#model.writing.send(invitation.conversation, text);
  }

  later({ id }: Invitation): void {
    this.#snooze(id, this.#world.now() + laterMs);
    void this.#world
      .command('later', { invitation: id })
      ?.then(answer => answer.ok && this.#snooze(id, answer.data.until))
      .catch(() => null);
    this.#model.dismiss();
  }

  withdraw(invitation: Invitation): Promise<boolean> {
    return this.#act('withdraw', { invitation: invitation.id });
  }

  async leaveTalk(conversation: string): Promise<void> {
    if (await this.#act('leave', { conversation })) {
      this.#model.go({ screen: 'home', conversation: null });
    }
  }

  rename(conversation: string, header: string): Promise<boolean> {
    return this.#act('rename', { conversation, header: header.trim() });
  }

  /** Asks more people into a conversation. */
  add(conversation: string, to: string[], instruction: string): Promise<boolean> {
    return this.#act('add', { conversation, to, instruction: instruction.trim() });
  }

  /** Hears nothing more of it until they look, or hears of it again. */
  async mute(conversation: string, on: boolean): Promise<void> {
    if (!(await this.#act('mute', { conversation, on }))) return;
    const { state } = this.#model;
    const rest = state.muted.filter(other => other !== conversation);
    this.#model.change({ ...state, muted: on ? [...rest, conversation] : rest });
  }

  /** Messages with these words. `before`: goes on behind an earlier answer. */
  async search(query: string, before?: number): Promise<CommandOutputs['search']> {
    const answer = await (this.#world.command('search', { query, before })?.catch(() => null) ?? null);
    return answer?.ok ? answer.data : { found: [], next: null };
  }

  /** Opens a conversation at one of its messages, and fetches what lies between. */
  async goToMessage({ conversation, seq }: Message): Promise<void> {
    this.#model.openTalk(conversation);
    for (let pages = 0; pages < maxPagesBack; pages++) {
      const talk = this.#model.state.conversations.find(({ id }) => id === conversation);
      const first = talk?.messages[0]?.seq ?? 0;
      if (!talk || first <= seq) break;
      await this.loadEarlier(talk);
      if (this.#model.state.conversations.find(({ id }) => id === conversation)?.messages[0]?.seq === first)
        break;
    }
    this.#model.lookAt(conversation, seq);
  }

  /** Ends the conversation with somebody from outside, and keeps who comes from there away. */
  async sendAway(guest: string): Promise<void> {
    if (await this.#act('banGuest', { guest })) this.#model.dismiss();
  }

  async acknowledge({ id }: Announcement, answer: { option?: string; text?: string } = {}): Promise<void> {
    if (await this.#act('acknowledge', { announcement: id, ...answer })) this.#model.announcementDone(id);
  }

  /** Leaves the pages of this site alone from now on. */
  async pauseHere(): Promise<void> {
    const { site } = this.#model;
    if (site.host !== null && (await this.#act('pause', { host: site.host, on: true }))) site.sayGoodbye();
  }

  async showAgain(host: string): Promise<void> {
    if (await this.#act('pause', { host, on: false })) this.#model.site.shows(host);
  }

  /** How one wants to be seen and reached; what is left out stays. */
  async setAvailability(change: CommandInput<'availability'>): Promise<boolean> {
    const preferences = await this.ask('availability', change);
    const { state } = this.#model;
    if (preferences) this.#model.change({ ...state, me: { ...state.me, preferences } });
    return preferences !== null;
  }

  /** Those whom a few letters may mean. */
  async people(query: string): Promise<Person[]> {
    const answer = await (this.#world.command('people', { query })?.catch(() => null) ?? null);
    const { name } = this.#model.state.me;
    return answer?.ok ? answer.data.people.filter(person => person.name !== name) : [];
  }

  /** Fetches the messages before those that are here. */
  async loadEarlier(talk: Talk): Promise<void> {
    const first = talk.messages[0]?.seq ?? talk.lastSeq + 1;
    if (first <= 1 || this.#fetching.has(talk.id)) return;
    this.#fetching.add(talk.id);
    const answer = await (this.#world
      .command('history', { conversation: talk.id, before: first, limit: 100 })
      ?.catch(() => null) ?? null);
    this.#fetching.delete(talk.id);
    const { state } = this.#model;
    this.#model.change(answer?.ok ? withMessages(state, talk.id, answer.data.messages) : state);
  }

  #snooze(id: string, until: number): void {
    const { state } = this.#model;
    this.#model.change({ ...state, snoozed: { ...state.snoozed, [id]: until } });
  }

  /** Runs a command whose failure the person must hear of; `null` then. */
  async ask<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutputs[N] | null> {
    this.#model.tell(null);
    const answer = await (this.#world.command(command, input)?.catch(() => null) ?? null);
    this.#model.tell(answer ? (answer.ok ? null : answer.message) : 'offline');
    return answer?.ok ? answer.data : null;
  }

  /** Runs a command of which the person hears nothing. `problem`: the code of what went wrong, or `offline`. */
  async look<N extends CommandName>(
    command: N,
    input: CommandInput<N>,
  ): Promise<{ data: CommandOutputs[N] } | { problem: string }> {
    const answer = await (this.#world.command(command, input)?.catch(() => null) ?? null);
    if (!answer) return { problem: 'offline' };
    return answer.ok ? { data: answer.data } : { problem: answer.code };
  }

  async #act<N extends CommandName>(command: N, input: CommandInput<N>): Promise<boolean> {
    return (await this.ask(command, input)) !== null;
  }
}
