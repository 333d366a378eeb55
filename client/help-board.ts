import type { CommandOutputs, HelpColleague, HelpRow, ServerFrame } from '../relay/protocol.ts';

type Queue = CommandOutputs['helpDesk'];

export interface HelpBoardWorld {
  /** The queue; the server then tells what changes in it. */
  ask(): Promise<{ data: Queue } | { problem: string }>;
  /** Called after every change. */
  changed(): void;
}

/** The queue of the help desk, as the server tells: whole at first, then row by row. */
export class HelpBoard {
  /** `false`: nothing is here yet. */
  isWhole = false;
  colleagues: HelpColleague[] = [];
  readonly #world: HelpBoardWorld;
  #rows = new Map<string, HelpRow>();

  constructor(world: HelpBoardWorld) {
    this.#world = world;
  }

  /** The first one first. */
  get waiting(): HelpRow[] {
    return this.#in('open').sort((one, other) => one.waitingSince - other.waitingSince || one.at - other.at);
  }

  /** Those that `name` has come first. */
  takenFor(name: string): HelpRow[] {
    const isTheirs = ({ by }: HelpRow) => Number(by?.name === name);
    return this.#in('taken').sort(
      (one, other) => isTheirs(other) - isTheirs(one) || (one.takenAt ?? 0) - (other.takenAt ?? 0),
    );
  }

  get onDuty(): HelpColleague[] {
    return this.colleagues.filter(({ isOnDuty }) => isOnDuty);
  }

  row(id: string): HelpRow | null {
    return this.#rows.get(id) ?? null;
  }

  async load(): Promise<void> {
    const answer = await this.#world.ask();
    if (!('data' in answer)) return;
    const { rows, colleagues } = answer.data;
    const before = this.#rows;
    this.#rows = new Map();
    // What was told while the answer was on its way is newer than the answer.
    for (const row of rows) this.put(newest(row, before.get(row.id)));
    this.colleagues = colleagues;
    this.isWhole = true;
    this.#world.changed();
  }

  take(frame: ServerFrame): void {
    if (frame.kind === 'help-stale') void this.load();
    if (frame.kind === 'help-desk' && frame.row) this.put(frame.row);
    if (frame.kind !== 'help-duty') return;
    const { name, isOnDuty } = frame;
    this.colleagues = this.colleagues.map(one => (one.name === name ? { ...one, isOnDuty } : one));
    this.#world.changed();
  }

  /** A request as it is now, by the server's word or by what one has just done. */
  put(row: HelpRow): void {
    const known = this.#rows.get(row.id);
    if (known && known.revision > row.revision) return;
    if (row.state === 'closed') this.#rows.delete(row.id);
    else this.#rows.set(row.id, row);
    this.#world.changed();
  }

  #in(state: HelpRow['state']): HelpRow[] {
    return [...this.#rows.values()].filter(row => row.state === state);
  }
}

const newest = (row: HelpRow, known: HelpRow | undefined): HelpRow =>
  known && known.revision > row.revision ? known : row;
