import type { z } from 'zod';
import { type Context, publish } from './context.ts';
import { hasRight, mustHave } from './duties.ts';
import { RelayError } from './errors.ts';
import type { HelpQueue } from './help-queue.ts';
import { randomId } from './ids.ts';
import type { Previews } from './previews.ts';
import type { CommandOutputs, commandInputs, HelpRow } from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import type { HelpChange, Written } from './storage.ts';

type Input<N extends keyof typeof commandInputs> = z.output<(typeof commandInputs)[N]>;
type Deed = 'opened' | 'taken' | 'handed' | 'returned' | 'closed' | 'reopened';
type Next = Partial<Omit<HelpChange, 'id' | 'revision' | 'at'>>;

/** How often one person may ask, each time after the request before was closed. */
const rate = { perSecond: 1 / 60, burst: 5 };
/** So long after its end a request can be taken up again. */
const reopenMs = 24 * 60 * 60_000;
const headerChars = 60;
const maxEarlier = 20;

const unknown = () => new RelayError('unknown_help', 'There is no such request for help for you.');
const over = () => new RelayError('help_over', 'This request for help is closed.');

/** The rules of asking for help and giving it. Every change is one step of the store, which the first one wins. */
export class HelpRequests {
  readonly #context: Context;
  readonly #queue: HelpQueue;
  readonly #previews: Previews;
  readonly #rate: RateLimit;

  constructor(context: Context, queue: HelpQueue, previews: Previews) {
    this.#context = context;
    this.#queue = queue;
    this.#previews = previews;
    this.#rate = new RateLimit({
      ...{ ...rate, now: context.now },
      message: 'You have asked several times in a short while; wait a minute and try again.',
    });
  }

  async ask(user: string, { text, page, clientId }: Input<'askHelp'>): Promise<HelpRow> {
    this.#rate.take(user);
    const asked = await this.#store.ask({
      ...{ id: randomId(), conversation: randomId(), message: randomId() },
      ...{ from: user, header: headerOf(text), text, page, clientId, at: this.#context.now() },
    });
    if ('refused' in asked) {
      if (asked.refused === 'open') throw alreadyOpen();
      throw reused();
    }
    if (asked.repeated) return publish(this.#context, asked);
    const first = asked.events.find(({ event }) => event.kind === 'message')?.event;
    if (first?.kind === 'message') this.#previews.consider(first.message);
    return this.#done(user, asked, 'opened');
  }

  mine(user: string): Promise<HelpRow[]> {
    return this.#store.of(user, maxEarlier);
  }

  /** By who has asked. What nobody has taken goes from their conversations, too. */
  cancel(user: string, { id }: Input<'cancelHelp'>): Promise<HelpRow> {
    return this.#change(user, id, 'closed', ({ from, state, by }) => {
      if (from.name !== user) throw unknown();
      if (state === 'closed') return null;
      const isTaken = state === 'taken';
      return { ...this.#end('cancelled'), leaves: isTaken ? by!.name : user };
    });
  }

  reopen(user: string, { id }: Input<'reopenHelp'>): Promise<HelpRow> {
    return this.#change(user, id, 'reopened', ({ from, state, takenAt, closedAt }) => {
      if (from.name !== user) throw unknown();
      if (state !== 'closed') return null;
      const now = this.#context.now();
      if (takenAt === null || closedAt! + reopenMs <= now) {
        throw new RelayError('help_over', 'This request was closed too long ago; ask anew.');
      }
      // They may have left the conversation meanwhile.
      return { ...again, waitingSince: now, joins: user };
    });
  }

  /** `watch` is called before the reading, so that nothing happens unseen between the two. */
  async current(user: string, watch: () => void): Promise<HelpRow[]> {
    await this.#mustHelp(user);
    watch();
    const rows = await this.#store.current();
    return [
      ...rows.filter(({ state }) => state === 'open'),
      ...rows.filter(({ state }) => state === 'taken'),
    ];
  }

  async list(
    user: string,
    { state, before, limit }: Input<'helpRequests'>,
  ): Promise<CommandOutputs['helpRequests']> {
    await this.#mustHelp(user);
    const rows = await this.#store.list(state ?? null, before ?? null, limit + 1);
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }

  async case(user: string, { id }: Input<'helpCase'>): Promise<CommandOutputs['helpCase']> {
    const help = await this.#known(user, id);
    const all = await this.#store.of(help.from.name, maxEarlier);
    const earlier = all.filter(other => other.at < help.at);
    const [notes, ...others] = await Promise.all([help, ...earlier].map(one => this.#store.notes(one.id)));
    return { help, notes: notes!, earlier: earlier.map((one, index) => ({ ...one, notes: others[index]! })) };
  }

  async takeOn(user: string, { id }: Input<'takeHelp'>): Promise<HelpRow> {
    await this.#known(user, id);
    return this.#change(user, id, 'taken', ({ from, state, by }) => {
      if (state === 'closed') throw over();
      if (state === 'taken' && by!.name === user) return null;
      if (state === 'taken') {
        throw new RelayError('help_taken', `${by!.display} has taken it already.`);
      }
      if (from.name === user) throw notOneself();
      return { state: 'taken', by: user, takenAt: this.#context.now(), joins: user };
    });
  }

  /** Also from a colleague who has gone home: whoever may help may hand it on. */
  async hand(user: string, { id, to }: Input<'handHelp'>): Promise<HelpRow> {
    await this.#known(user, id);
    if (to !== null) await this.#mustBeColleague(to);
    return this.#change(user, id, to === null ? 'returned' : 'handed', ({ from, state, by }) => {
      if (state === 'closed') throw over();
      if ((by?.name ?? null) === to) return null;
      if (from.name === to) throw notOneself();
      const leaves = by?.name ?? null;
      if (to === null) return { state: 'open', by: null, takenAt: null, leaves };
      return { state: 'taken', by: to, takenAt: this.#context.now(), joins: to, leaves };
    });
  }

  async close(user: string, { id, outcome }: Input<'closeHelp'>): Promise<HelpRow> {
    await this.#known(user, id);
    return this.#change(user, id, 'closed', ({ state, by, takenAt, outcome: before }) => {
      if (state === 'closed' && before === outcome) return null;
      if (state === 'closed') throw over();
      const now = this.#context.now();
      const leaves = by?.name ?? null;
      return { ...this.#end(outcome), by: by?.name ?? user, takenAt: takenAt ?? now, leaves };
    });
  }

  async note(user: string, { id, text, clientId }: Input<'noteHelp'>): Promise<CommandOutputs['noteHelp']> {
    await this.#known(user, id);
    const at = this.#context.now();
    const notes = await this.#store.note({ id: randomId(), help: id, by: user, text, clientId, at });
    if ('refused' in notes) throw reused();
    this.#context.bus.publish({ kind: 'help_noted', id });
    await this.#context.audit.record(user, 'help_noted', id);
    return { notes };
  }

  /** Nobody walks out of a conversation in which help is asked for. */
  mustNotBeIn(user: string, conversation: string): void {
    const part = this.#queue.partOf(user, conversation);
    if (part === null) return;
    throw new RelayError(
      'forbidden',
      part === 'asker' ? 'Take your request for help back first.' : 'Hand this request on or close it first.',
    );
  }

  /** Gives back the request as it is where nothing is to be done: a retry gets the same answer. */
  async #change(
    user: string,
    id: string,
    what: Deed,
    decide: (help: HelpRow) => Next | null,
  ): Promise<HelpRow> {
    for (;;) {
      const help = await this.#store.get(id);
      if (!help) throw unknown();
      const next = decide(help);
      if (next === null) return help;
      const written = await this.#store.change({
        ...{ id, revision: help.revision, state: help.state, by: help.by?.name ?? null },
        ...{ waitingSince: help.waitingSince, takenAt: help.takenAt, closedAt: help.closedAt },
        ...{ outcome: help.outcome, joins: null, leaves: null, ...next, at: this.#context.now() },
      });
      if (!('refused' in written)) return this.#done(user, written, what);
      if (written.refused === 'open') throw alreadyOpen();
    }
  }

  async #done(user: string, written: Written<HelpRow>, what: Deed): Promise<HelpRow> {
    const { id, by, outcome } = written.value;
    this.#tell(written.value, what, user);
    const help = publish(this.#context, written);
    await this.#context.audit.record(user, `help_${what}`, id, {
      ...(by && { by: by.name }),
      ...(outcome && { outcome }),
    });
    return help;
  }

  /** Before the events: whoever hears that they are with somebody now may write to them. */
  #tell(help: HelpRow, what: Deed, by: string): void {
    this.#context.bus.publish({ kind: 'help', help, what, by });
  }

  #end(outcome: HelpRow['outcome']): Next {
    return { state: 'closed', closedAt: this.#context.now(), outcome };
  }

  async #known(user: string, id: string): Promise<HelpRow> {
    await this.#mustHelp(user);
    const help = await this.#store.get(id);
    if (!help) throw unknown();
    return help;
  }

  #mustHelp(user: string): Promise<void> {
    return mustHave(this.#context.storage.people, user, 'help');
  }

  async #mustBeColleague(name: string): Promise<void> {
    const person = await this.#context.storage.people.get(name);
    if (person && hasRight(person, 'help')) return;
    throw new RelayError('unknown_person', `${name} is not of the help desk.`, { field: 'to' });
  }

  get #store() {
    return this.#context.storage.help;
  }
}

const again: Next = { state: 'open', by: null, takenAt: null, closedAt: null, outcome: null };

const alreadyOpen = () =>
  new RelayError('conflict', 'You have asked for help already; that request is still open.');
const reused = () =>
  new RelayError('conflict', 'This clientId was used for something else.', { field: 'clientId' });
const notOneself = () => new RelayError('forbidden', 'Nobody gives help to themselves.');

/** What the conversation is called: the beginning of the words, in one line. */
function headerOf(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line.length <= headerChars) return line;
  const cut = [...line].slice(0, headerChars).join('');
  const end = cut.lastIndexOf(' ');
  return `${end > 20 ? cut.slice(0, end) : cut}…`;
}
