import type { BusMessage } from './bus.ts';
import type { Context } from './context.ts';
import { hasRight } from './duties.ts';
import type { Facts } from './facts.ts';
import type { HelpQueue } from './help-queue.ts';
import type { Presence } from './presence.ts';
import type { DeskState, HelpColleague, HelpFrame, HelpPlace, HelpRow, PresenceState } from './protocol.ts';

/** With a page open in front of them, and not to be left in peace. */
const onDuty: PresenceState[] = ['online', 'idle'];

type Told = Pick<Extract<BusMessage, { kind: 'help' }>, 'help'> & {
  what: Extract<BusMessage, { kind: 'help' }>['what'] | null;
  by: string | null;
};

export interface HelpDeskParts {
  facts: Facts;
  queue: HelpQueue;
  presence: Pick<Presence, 'state'>;
  /** Whether they want to be left in peace, whatever pages they have open. */
  isQuiet(user: string): boolean;
  /** To one session on this node. */
  send(session: string, frame: HelpFrame): void;
  /** To every page of theirs on this node, by its session. */
  sendEach(user: string, frameOf: (session: string) => HelpFrame): void;
  /** Whether the next page of theirs should carry the window is another matter now. */
  dueChanged(user: string, isDue: boolean): void;
}

/** The queue before the eyes of the help desk, and of those who wait in it: state, told to whom it concerns. */
export class HelpDesk {
  readonly #context: Context;
  readonly #parts: HelpDeskParts;
  /** By session; who looks at the queue. */
  readonly #watching = new Map<string, string>();
  readonly #onDuty = new Set<string>();
  /** What those who wait were told of their place. */
  readonly #places = new Map<string, string>();
  #staff: Set<string> | null = null;

  constructor(context: Context, parts: HelpDeskParts) {
    this.#context = context;
    this.#parts = parts;
    parts.facts.observe(fact => {
      if (fact.about !== 'person') return () => {};
      const { name, display } = fact.person;
      const was = this.isOf(name);
      const before = parts.facts.people.get(name)?.display;
      return () => {
        this.#staff = null;
        const is = this.isOf(name);
        if (is !== was) this.#memberChanged(name);
        if ((is || was) && (is !== was || before !== display))
          this.#tellWatching(name, { kind: 'help-stale' });
      };
    });
  }

  /** Reads the queue: at the start, and when another process has written. */
  async load(): Promise<void> {
    const { queue } = this.#parts;
    const { help } = this.#context.storage;
    const current = await help.current();
    const open = new Set(current.map(({ id }) => id));
    const gone = await Promise.all(
      queue
        .ids()
        .filter(id => !open.has(id))
        .map(id => help.get(id)),
    );
    for (const row of [...current, ...gone]) if (row) this.hear({ help: row, what: null, by: null });
  }

  /** Whether they belong to the help desk. */
  isOf(user: string): boolean {
    return this.#members().has(user);
  }

  hear({ help, what, by }: Told): void {
    const waited = this.#parts.queue.stateFor('').waiting;
    if (!this.#parts.queue.take(help)) return;
    for (const user of this.#members()) this.#tell(user, help, this.#rings(user, { help, what, by }));
    this.#tellPlaces();
    const waits = this.#parts.queue.stateFor('').waiting;
    if (waits > waited || (waits === 0 && waited > 0)) {
      for (const user of this.#members()) this.#parts.dueChanged(user, this.isDue(user));
    }
  }

  noted(id: string): void {
    for (const session of this.#watching.keys()) this.#parts.send(session, { kind: 'help-noted', id });
  }

  presenceChanged(name: string, state: PresenceState): void {
    if (!this.isOf(name)) return;
    const is = onDuty.includes(state);
    if (is === this.#onDuty.has(name)) return;
    if (is) this.#onDuty.add(name);
    else this.#onDuty.delete(name);
    this.#tellWatching(name, { kind: 'help-duty', name, isOnDuty: is });
    this.#tellPlaces();
  }

  watch(user: string, session: string | undefined): void {
    if (session !== undefined) this.#watching.set(session, user);
  }

  /** Everybody of the help desk, by display name. */
  colleagues(): HelpColleague[] {
    return Array.from(this.#members(), name => ({
      name,
      display: this.#parts.facts.people.get(name)?.display ?? name,
      isOnDuty: this.#onDuty.has(name),
    })).sort((one, other) => one.display.localeCompare(other.display));
  }

  unwatch(session: string | undefined): Record<string, never> {
    if (session !== undefined) this.#watching.delete(session);
    return {};
  }

  place(user: string): HelpPlace {
    const isManned = Array.from(this.#onDuty).some(name => name !== user);
    return { place: this.#parts.queue.placeOf(user), isManned };
  }

  /** `null`: they are not of the help desk. */
  state(user: string): DeskState | null {
    return this.isOf(user) ? this.#parts.queue.stateFor(user) : null;
  }

  /** How it stands, for a page that may have missed what was told. */
  framesFor(user: string): HelpFrame[] {
    const desk = this.state(user);
    const { place, isManned } = this.place(user);
    return [
      ...(desk ? [{ kind: 'help-desk' as const, desk }] : []),
      ...(place === null ? [] : [{ kind: 'help-place' as const, place, isManned }]),
    ];
  }

  /** Somebody waits whom they could help. */
  isDue(user: string): boolean {
    if (!this.isOf(user) || this.#parts.isQuiet(user)) return false;
    return this.#parts.queue.waiting().some(({ from }) => from.name !== user);
  }

  /** Everybody for whom that is so. */
  dueUsers(): string[] {
    return [...this.#members()].filter(user => this.isDue(user));
  }

  /** A request that waits rings for all on duty; one that is handed on, for who is to have it. */
  #rings(user: string, { help, what, by }: Told): boolean {
    if (user === by || user === help.from.name) return false;
    if (what === 'handed') return help.by?.name === user;
    return (what === 'opened' || what === 'returned' || what === 'reopened') && this.#onDuty.has(user);
  }

  #tell(user: string, row: HelpRow, rings: boolean): void {
    const desk = this.#parts.queue.stateFor(user);
    this.#parts.sendEach(user, session => ({
      ...{ kind: 'help-desk', desk },
      ...(this.#watching.has(session) && { row }),
      ...(rings && { rings }),
    }));
  }

  /** Whoever waits is told what is another now, and no more. */
  #tellPlaces(): void {
    const waiting = new Set(this.#parts.queue.waiting().map(({ from }) => from.name));
    for (const user of [...this.#places.keys()]) if (!waiting.has(user)) this.#places.delete(user);
    for (const user of waiting) {
      const place = this.place(user);
      const said = JSON.stringify(place);
      if (this.#places.get(user) === said) continue;
      this.#places.set(user, said);
      this.#parts.sendEach(user, () => ({ kind: 'help-place', ...place }));
    }
  }

  /** Somebody is of the help desk now, or no more. */
  #memberChanged(name: string): void {
    const desk = this.state(name);
    if (desk === null) {
      for (const [session, user] of [...this.#watching]) if (user === name) this.#watching.delete(session);
      this.#onDuty.delete(name);
    } else if (onDuty.includes(this.#parts.presence.state(name))) this.#onDuty.add(name);
    this.#parts.sendEach(name, () => ({ kind: 'help-desk', desk }));
    this.#tellPlaces();
  }

  #tellWatching(about: string, frame: HelpFrame): void {
    for (const [session, user] of this.#watching) if (user !== about) this.#parts.send(session, frame);
  }

  #members(): Set<string> {
    this.#staff ??= new Set(
      Array.from(this.#parts.facts.people.values())
        .filter(person => hasRight(person, 'help'))
        .map(({ name }) => name),
    );
    return this.#staff;
  }
}
