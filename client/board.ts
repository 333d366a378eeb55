import type { BoardRow, CommandOutputs, ServerFrame } from '../relay/protocol.ts';

type Page = CommandOutputs['board'];

export interface BoardWorld {
  /** One page of a board; the server then tells what changes on it. */
  ask(of: string, after: string | undefined): Promise<{ data: Page } | { problem: string }>;
  /** Called after every change. */
  changed(): void;
}

const byName = new Intl.Collator();

/** The people of one board, as the server tells: a page at a time, then row by row. */
export class Board {
  of: string | null = null;
  /** All of its pages are here. */
  isWhole = false;
  /** How many it has, those on their way among them. */
  total = 0;
  /** Code of what kept it from coming; `offline`: no connection. */
  problem: string | null = null;
  readonly #world: BoardWorld;
  readonly #rows = new Map<string, BoardRow>();
  /** Names that came by themselves while pages were on their way. */
  readonly #fresh = new Set<string>();
  #order: string[] | null = null;
  /** Counts the loadings: an answer to an earlier one comes too late. */
  #run = 0;

  constructor(world: BoardWorld) {
    this.#world = world;
  }

  /** Favourites first, then by display name, so that nobody moves because they come or go. */
  get rows(): BoardRow[] {
    this.#order ??= [...this.#rows.values()].sort(compare).map(({ name }) => name);
    return this.#order.map(name => this.#rows.get(name)!);
  }

  row(name: string): BoardRow | undefined {
    return this.#rows.get(name);
  }

  /** Shows another board, or loads the same one anew; its rows stay until the new ones are here. */
  async show(of: string): Promise<void> {
    const run = ++this.#run;
    if (of !== this.of) this.#clear(of);
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const answer = await this.#world.ask(of, after);
      if (run !== this.#run) return;
      if ('problem' in answer) return this.#fail(answer.problem);
      const { rows, total, more } = answer.data;
      this.problem = null;
      this.total = total;
      for (const row of rows) {
        seen.add(row.name);
        this.#put(row);
      }
      after = more ? rows.at(-1)?.name : undefined;
      this.#world.changed();
    } while (after !== undefined);
    for (const name of [...this.#rows.keys()])
      if (!seen.has(name) && !this.#fresh.has(name)) this.#drop(name);
    this.#fresh.clear();
    this.isWhole = true;
    this.total = this.#rows.size;
    this.#world.changed();
  }

  /** Nobody looks at it any more. */
  leave(): void {
    this.#run++;
    this.#clear(null);
  }

  take(frame: ServerFrame): void {
    if (!('board' in frame) || frame.board !== this.of) return;
    if (frame.kind === 'stale') return void this.show(frame.board);
    if (frame.kind === 'row') {
      this.#fresh.add(frame.row.name);
      this.#put(frame.row);
    } else {
      this.#fresh.delete(frame.name);
      this.#drop(frame.name);
    }
    if (this.isWhole) this.total = this.#rows.size;
    this.#world.changed();
  }

  #put(row: BoardRow): void {
    const known = this.#rows.get(row.name);
    this.#rows.set(row.name, row);
    if (known?.display !== row.display || known.favourite !== row.favourite) this.#order = null;
  }

  #drop(name: string): void {
    if (this.#rows.delete(name)) this.#order = null;
  }

  #clear(of: string | null): void {
    this.of = of;
    this.isWhole = false;
    this.total = 0;
    this.problem = null;
    this.#rows.clear();
    this.#fresh.clear();
    this.#order = null;
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.#world.changed();
  }
}

const compare = (one: BoardRow, other: BoardRow): number =>
  Number(other.favourite) - Number(one.favourite) ||
  byName.compare(one.display, other.display) ||
  (one.name < other.name ? -1 : 1);
