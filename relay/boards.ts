import type { z } from 'zod';
import type { BoardRows } from './board-rows.ts';
import type { Context } from './context.ts';
import { RelayError } from './errors.ts';
import type { Fact, Facts, Observer } from './facts.ts';
import { type Groups, unknownGroup } from './groups.ts';
import {
  type BoardFrame,
  type CommandOutputs,
  type commandInputs,
  limits,
  type PresenceState,
} from './protocol.ts';
import { type Watch, Watches } from './watches.ts';

type Input = z.output<(typeof commandInputs)['board']>;

export interface BoardsParts {
  facts: Facts;
  groups: Groups;
  rows: BoardRows;
  /** To one session on this node. */
  send(session: string, frame: BoardFrame): void;
}

/** People with their presence, by group, by address book or as found; and what changes in front of who looks at them. */
export class Boards {
  readonly #context: Context;
  readonly #parts: BoardsParts;
  readonly #watches = new Watches();
  /** People whose change is being looked at whole, so that their presence is not told by itself. */
  readonly #around = new Set<string>();

  constructor(context: Context, parts: BoardsParts) {
    this.#context = context;
    this.#parts = parts;
    parts.facts.observe(fact => this.#observe(fact));
  }

  async board(user: string, input: Input, session?: string): Promise<CommandOutputs['board']> {
    const { rows } = this.#parts;
    const { of: board, after, limit } = input;
    const { group, names } = await this.#find(user, board);
    if (session !== undefined) {
      const shown = new Set(group === null ? names : []);
      this.#watches.start({ session, user, board, group, names: shown });
    }
    const all = rows.sorted(user, names).filter(name => name !== user);
    const start = after === undefined ? 0 : all.findIndex(name => rows.compare(name, after) > 0);
    const page = start < 0 ? [] : all.slice(start, start + limit);
    return {
      board,
      rows: page.map(name => rows.row(user, name)).filter(row => row !== null),
      total: all.length,
      more: start >= 0 && start + page.length < all.length,
    };
  }

  unwatch(session: string | undefined): Record<string, never> {
    if (session !== undefined) this.#watches.end(session);
    return {};
  }

  /** The group that the session looks at. */
  activeGroup(session: string): string | null {
    return this.#watches.of(session)?.group ?? null;
  }

  /** Somebody's presence is another now: told to those who look at them and may see it. */
  presenceChanged(name: string, state: PresenceState): void {
    if (this.#around.has(name)) return;
    for (const watch of this.#watches.at(name, this.#parts.facts.groupsOf(name))) {
      const row = watch.user === name ? null : this.#parts.rows.seen(watch.user, name, state);
      if (row) this.#parts.send(watch.session, { kind: 'row', board: watch.board, row });
    }
  }

  /** Around a change in how somebody shows themselves: call what it gives back when the change holds. */
  around(name: string): () => void {
    const settle = this.#compare(() => this.#at(name));
    this.#around.add(name);
    return () => {
      this.#around.delete(name);
      settle();
    };
  }

  async #find(user: string, board: string): Promise<{ group: string | null; names: string[] }> {
    const { facts, groups } = this.#parts;
    if (board === 'contacts') return { group: null, names: [...facts.contacts.of(user).keys()] };
    if (board.startsWith('found:')) {
      const found = await this.#context.storage.people.find(board.slice('found:'.length), limits.boardRows);
      return { group: null, names: found.map(({ name }) => name).filter(name => name !== user) };
    }
    const group = board.slice('group:'.length);
    if (!groups.knows(user, group)) throw unknownGroup();
    if (!facts.belongs(group, user)) {
      throw new RelayError('forbidden', 'Only members see who of the group is there.', { field: 'of' });
    }
    return { group, names: [...facts.members.of(group).keys()].filter(name => facts.belongs(group, name)) };
  }

  #observe(fact: Fact): ReturnType<Observer> {
    switch (fact.about) {
      case 'person':
        return this.#compare(() => this.#at(fact.person.name));
      case 'reach':
        return this.#compare(() => this.#at(fact.user));
      case 'wait':
        return fact.withPresence ? () => {} : this.#compare(() => this.#of(fact.user, fact.name));
      case 'block':
        return this.#compare(() => [...this.#of(fact.user, fact.name), ...this.#of(fact.name, fact.user)]);
      case 'contact':
        return this.#contact(fact);
      case 'member':
        return this.#member(fact);
      case 'barrier':
        return () => this.#stale(fact.barrier.groups);
      case 'no-group': {
        const members = [...this.#parts.facts.members.of(fact.group).keys()];
        return () => this.#staleFor(members, fact.group);
      }
      case 'group':
      case 'no-person':
        return () => {};
    }
  }

  #contact(fact: Extract<Fact, { about: 'contact' }>): () => void {
    const { user, name, contact } = fact;
    const settle = this.#compare(() => [...this.#of(user, name), ...this.#of(name, user)]);
    return () => {
      for (const watch of this.#watches.by(user)) {
        if (watch.board === 'contacts') this.#watches.show(watch, name, contact !== null);
      }
      settle();
    };
  }

  /** Who looks at the group sees a row come or go; and both sides may now see, or see no more, who shows themselves to groups. */
  #member({ group, user }: Extract<Fact, { about: 'member' }>): () => void {
    const { facts } = this.#parts;
    const settle = this.#compare(() => [
      ...this.#pairs(user, this.#watches.at(user, new Set([group, ...facts.groupsOf(user)]))),
      ...Array.from(this.#watches.by(user)).flatMap(watch =>
        this.#shown(watch)
          .filter(name => facts.belongs(group, name))
          .map((name): Pair => [watch, name]),
      ),
    ]);
    return () => {
      settle();
      for (const watch of [...this.#watches.by(user)]) {
        if (watch.group === group && !facts.belongs(group, user)) this.#end(watch);
      }
    };
  }

  #stale(groups: string[]): void {
    const { members } = this.#parts.facts;
    this.#staleFor(new Set(groups.flatMap(group => [...members.of(group).keys()])), null);
  }

  #staleFor(users: Iterable<string>, gone: string | null): void {
    for (const user of users) {
      for (const watch of [...this.#watches.by(user)]) {
        if (watch.group === gone && gone !== null) this.#end(watch);
        else this.#parts.send(watch.session, { kind: 'stale', board: watch.board });
      }
    }
  }

  #end({ session, board }: Watch): void {
    this.#watches.end(session);
    this.#parts.send(session, { kind: 'stale', board });
  }

  /** Looks at these rows now and again when the function given back is called; says what has changed. */
  #compare(pairs: () => Iterable<Pair>): () => void {
    const before = new Map<Watch, Map<string, string>>();
    for (const [watch, name] of pairs()) {
      const known = before.get(watch) ?? new Map<string, string>();
      before.set(watch, known.set(name, JSON.stringify(this.#row(watch, name))));
    }
    return () => {
      for (const [watch, rows] of before) for (const [name, row] of rows) this.#tell(watch, name, row);
    };
  }

  #tell(watch: Watch, name: string, before: string): void {
    const row = this.#row(watch, name);
    if (JSON.stringify(row) === before) return;
    const { board, session } = watch;
    this.#parts.send(session, row ? { kind: 'row', board, row } : { kind: 'row-gone', board, name });
  }

  /** `null`: the board does not show them. */
  #row(watch: Watch, name: string) {
    if (name === watch.user || !this.#shows(watch, name)) return null;
    return this.#parts.rows.row(watch.user, name);
  }

  #shows({ group, names }: Watch, name: string): boolean {
    return group === null ? names.has(name) : this.#parts.facts.belongs(group, name);
  }

  #shown({ group, names }: Watch): string[] {
    return group === null ? [...names] : [...this.#parts.facts.members.of(group).keys()];
  }

  #at(name: string): Iterable<Pair> {
    return this.#pairs(name, this.#watches.at(name, this.#parts.facts.groupsOf(name)));
  }

  #of(viewer: string, name: string): Pair[] {
    return this.#pairs(name, this.#watches.by(viewer));
  }

  #pairs(name: string, watches: Iterable<Watch>): Pair[] {
    return Array.from(watches, watch => [watch, name]);
  }
}

type Pair = [watch: Watch, name: string];
