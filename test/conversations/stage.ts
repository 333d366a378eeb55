import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRelay,
  type Relay,
  type RelayError,
  type RelayErrorCode,
  type RelayOptions,
} from '../../relay/index.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutputs,
  Conversation,
  Invitation,
  Message,
} from '../../relay/protocol.ts';
import { openStore, type Store } from '../../store/index.ts';
import { TestClock } from './clock.ts';
import { Tab } from './tab.ts';

/** Cheap enough for tests; production's cost is another matter. */
export const cheapPasswords = { memoryKib: 64, passes: 1 };
export const silent = { info: () => {}, warn: () => {}, error: () => {} };

type Invite = Omit<CommandInput<'invite'>, 'to'>;
type InConversation = { conversation: string } | { id: string } | string;

/** A relay over a store of its own, and people who talk there; the script of a conversation runs on it. */
export class Stage {
  readonly clock = new TestClock();
  relay!: Relay;
  store!: Store;
  #folder = '';
  readonly #options: Partial<RelayOptions>;

  private constructor(options: Partial<RelayOptions>) {
    this.#options = options;
  }

  static async open(options: Partial<RelayOptions> = {}): Promise<Stage> {
    const stage = new Stage(options);
    stage.#folder = await mkdtemp(join(tmpdir(), 'hallway-stage-'));
    await stage.#start();
    return stage;
  }

  async person(name: string, role: 'admin' | 'user' = 'user'): Promise<Actor> {
    const display = name[0]!.toUpperCase() + name.slice(1);
    await this.relay.accounts.create({ name, password: `${name}'s password`, display, role });
    return new Actor(this, name);
  }

  people(...names: string[]): Promise<Actor[]> {
    return Promise.all(names.map(name => this.person(name)));
  }

  /** The server stops and starts again over the same store. */
  async restarts(): Promise<void> {
    await this.#stop();
    await this.#start();
  }

  /** The server is killed: no channel hears of it, nothing pending is written. Another starts over the same store. */
  async isKilled(): Promise<void> {
    this.clock.forget();
    await this.store.close();
    await this.#start();
  }

  /** Another process over the same store: a command line beside the running server. */
  async beside(run: (relay: Relay) => Promise<unknown>): Promise<void> {
    const store = await openStore({ folder: this.#folder, log: silent });
    const relay = await createRelay({
      storage: store,
      log: silent,
      ...this.#time(),
      passwordCost: cheapPasswords,
    });
    await run(relay);
    await relay.close();
    await store.close();
  }

  async close(): Promise<void> {
    await this.#stop();
    await rm(this.#folder, { recursive: true });
  }

  async #start(): Promise<void> {
    this.store = await openStore({ folder: this.#folder, log: silent });
    this.relay = await createRelay({
      ...{ storage: this.store, log: silent, passwordCost: cheapPasswords },
      ...this.#time(),
      ...this.#options,
    });
  }

  async #stop(): Promise<void> {
    await this.relay.close();
    await this.store.close();
  }

  #time() {
    return { now: this.clock.now, timers: this.clock.timers };
  }
}

let clientIds = 0;
const newClientId = () => `client-${++clientIds}`;

/** One person of the script. Without a tab they act as by the HTTP API. */
export class Actor {
  readonly name: string;
  readonly #stage: Stage;

  constructor(stage: Stage, name: string) {
    this.#stage = stage;
    this.name = name;
  }

  get #relay(): Relay {
    return this.#stage.relay;
  }

  /** Opens a page with the pane in it: a snapshot in the document, then a channel from its cursor. */
  async opens(): Promise<Tab> {
    const snapshot = await this.#relay.snapshot(this.name);
    return Tab.open(this.#relay, this.name, snapshot);
  }

  invites(to: Actor[] | string[], invitation: Invite = {}): Promise<Invitation> {
    const names = to.map(one => (typeof one === 'string' ? one : one.name));
    return this.#relay.perform(this.name, 'invite', { ...invitation, to: names });
  }

  isShown = (invitation: Invitation) => this.#answers('show', invitation);
  accepts = (invitation: Invitation) => this.#answers('accept', invitation);
  declines = (invitation: Invitation) => this.#answers('decline', invitation);
  withdraws = (invitation: Invitation) => this.#answers('withdraw', invitation);

  saysLater(invitation: Invitation, session?: string): Promise<{ until: number }> {
    return this.#relay.perform(this.name, 'later', { invitation: invitation.id }, session);
  }

  says(where: InConversation, text: string, clientId = newClientId()) {
    return this.#relay.perform(this.name, 'send', { conversation: idOf(where), clientId, text });
  }

  reads(where: InConversation, seq: number) {
    return this.#relay.perform(this.name, 'read', { conversation: idOf(where), seq });
  }

  types(where: InConversation) {
    return this.#relay.perform(this.name, 'typing', { conversation: idOf(where) });
  }

  leaves(where: InConversation): Promise<Conversation> {
    return this.#relay.perform(this.name, 'leave', { conversation: idOf(where) });
  }

  /** Texts of the conversation as the history gives them. */
  async history(where: InConversation): Promise<string[]> {
    const { messages } = await this.#relay.perform(this.name, 'history', {
      conversation: idOf(where),
      limit: 100,
    });
    return messages.map(({ from, text }) => `${from}: ${text}`);
  }

  adds(where: InConversation, who: Actor[], more: { instruction?: string; clientId?: string } = {}) {
    const to = who.map(({ name }) => name);
    return this.#relay.perform(this.name, 'add', { ...more, conversation: idOf(where), to });
  }

  renames(where: InConversation, header: string): Promise<Conversation> {
    return this.#relay.perform(this.name, 'rename', { conversation: idOf(where), header });
  }

  edits(where: InConversation, seq: number, text: string, clientId = newClientId()): Promise<Message> {
    return this.#relay.perform(this.name, 'edit', { conversation: idOf(where), seq, text, clientId });
  }

  erases(where: InConversation, seq: number, clientId = newClientId()): Promise<Message> {
    return this.#relay.perform(this.name, 'erase', { conversation: idOf(where), seq, clientId });
  }

  reacts(where: InConversation, seq: number, emoji: string, on = true, clientId = newClientId()) {
    return this.#relay.perform(this.name, 'react', { conversation: idOf(where), seq, emoji, on, clientId });
  }

  /** A message with more than a text. */
  sends(where: InConversation, message: Partial<Omit<CommandInput<'send'>, 'conversation'>>) {
    const whole = { text: '', clientId: newClientId(), ...message, conversation: idOf(where) };
    return this.#relay.perform(this.name, 'send', whole);
  }

  /** The messages as the history gives them. */
  async messages(where: InConversation): Promise<Message[]> {
    const asked = { conversation: idOf(where), limit: 100 };
    return (await this.#relay.perform(this.name, 'history', asked)).messages;
  }

  mutes(where: InConversation, on = true): Promise<{ muted: string[] }> {
    return this.#relay.perform(this.name, 'mute', { conversation: idOf(where), on });
  }

  /** Texts of what is found. */
  async searches(query: string): Promise<string[]> {
    const { found } = await this.#relay.perform(this.name, 'search', { query });
    return found.map(({ message }) => message.text);
  }

  drafts(conversation: string, text: string, session?: string) {
    return this.#relay.perform(this.name, 'draft', { conversation, text }, session);
  }

  acknowledges(announcement: { id: string }) {
    return this.#relay.perform(this.name, 'acknowledge', { announcement: announcement.id });
  }

  /** Any command at all, by its name. */
  does<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutputs[N]> {
    return this.#relay.perform(this.name, command, input);
  }

  finds(query: string) {
    return this.#relay.perform(this.name, 'people', { query });
  }

  pauses(host: string, on = true, session?: string) {
    return this.#relay.perform(this.name, 'pause', { host, on }, session);
  }

  /** Why the proxy leaves this host's pages alone. */
  refusal(host: string) {
    return this.#relay.refusesPages(this.name, host);
  }

  get isDue(): boolean {
    return this.#relay.due(this.name);
  }

  #answers(command: 'show' | 'accept' | 'decline' | 'withdraw', invitation: Invitation): Promise<Invitation> {
    return this.#relay.perform(this.name, command, { invitation: invitation.id });
  }
}

/** State of one invitee, or undefined. */
export const stateOf = (invitation: Invitation | undefined, who: Actor) =>
  invitation?.to.find(({ name }) => name === who.name)?.state;

/** Expects a refusal and gives it back. */
export async function refused(asked: Promise<unknown>, code: RelayErrorCode): Promise<RelayError> {
  try {
    await asked;
  } catch (error) {
    if ((error as RelayError).code === code) return error as RelayError;
    throw new Error(`refused with ${(error as RelayError).code}, not ${code}`, { cause: error });
  }
  throw new Error(`not refused, but ${code} was expected`);
}

const idOf = (where: InConversation): string => {
  if (typeof where === 'string') return where;
  return 'conversation' in where ? where.conversation : where.id;
};
