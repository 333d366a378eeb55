import type { BoardRow, CommandInput, CommandName, CommandOutputs, Group } from '../relay/protocol.ts';
import { Board } from './board.ts';
import type { PaneModel } from './pane-model.ts';

/** The board of a search for nothing: as many as one search brings. */
export const everybody = 'found:';

/** What stands open in a row: all that can be done, the first words of a conversation, or a message to leave. */
export type RowPanel = 'ways' | 'chat' | 'message';

/** Where the people screen is. `make`: a new group; `group`: one of them, with its members; `change`: its form. */
export type Place =
  | { kind: 'board' | 'groups' | 'make' }
  | { kind: 'group'; group: string }
  | { kind: 'change'; group: Group };

/** What the people screen knows, and what is done there. `changed` is called after every change. */
export class People {
  readonly board: Board;
  place: Place = { kind: 'board' };
  /** What is searched for; empty: the board itself shows. */
  query = '';
  /** Only those who can be reached at once. */
  onlyThere = false;
  open: { name: string; panel: RowPanel } | null = null;
  /** The person's own groups; `null` until they are here. */
  groups: Group[] | null = null;
  /** What has just been done, as a text's key and what is put in. */
  done: { key: 'leftFor' | 'nowBlocked'; value: string } | null = null;
  readonly #model: PaneModel;
  readonly #changed: () => void;
  /** Messages to leave, by person, until they are left. */
  readonly #words = new Map<string, { text: string; clientId: string }>();
  #stop: (() => void) | null = null;

  constructor(model: PaneModel, changed: () => void) {
    this.#model = model;
    this.#changed = changed;
    this.board = new Board({
      ask: (of, after) =>
        model.deeds.look('board', { of, limit: 200, ...(after !== undefined && { after }) }),
      changed: () => this.#boardChanged(),
    });
  }

  /** The board that the person has chosen; a search stands in front of it. */
  get chosen(): string {
    return this.#model.view.board ?? everybody;
  }

  get shown(): string {
    const query = this.query.trim();
    return query === '' ? this.chosen : `found:${query}`;
  }

  get rows(): BoardRow[] {
    const { rows } = this.board;
    return this.onlyThere ? rows.filter(isThere) : rows;
  }

  /** How many of the board can be reached at once. */
  get there(): number {
    return this.board.rows.filter(isThere).length;
  }

  /** The screen stands in front. */
  enter(): void {
    this.#stop ??= this.#model.listen(frame => {
      this.board.take(frame);
      // A new connection knows of no board.
      if (frame.kind === 'hello') void this.load();
      if (frame.kind === 'event' && frame.event.kind === 'membership') void this.loadGroups();
    });
    this.take();
    void this.load();
  }

  /** Goes to what the screen was opened for. */
  take(): void {
    const { sought } = this.#model;
    if (!sought) return;
    this.#model.sought = null;
    this.open = null;
    this.place = 'group' in sought ? { kind: 'group', group: sought.group } : { kind: 'board' };
    this.query = 'query' in sought ? sought.query : '';
    this.find();
  }

  /** The screen is gone. */
  exit(): void {
    this.#stop?.();
    this.#stop = null;
    this.board.leave();
    void this.#model.deeds.look('unwatch', {});
  }

  async load(): Promise<void> {
    await Promise.all([this.board.show(this.shown), this.loadGroups()]);
  }

  async loadGroups(): Promise<void> {
    const answer = await this.#model.deeds.look('groups', {});
    if ('problem' in answer) return;
    this.groups = answer.data.groups;
    this.#changed();
  }

  /** Shows another board. */
  choose(of: string): void {
    this.query = '';
    this.open = null;
    this.done = null;
    this.place = { kind: 'board' };
    this.#model.go({ board: of });
    void this.board.show(of);
  }

  search(query: string): void {
    this.query = query;
    this.open = null;
    this.done = null;
    this.#changed();
  }

  /** What was typed has settled. */
  find(): void {
    if (this.shown !== this.board.of) void this.board.show(this.shown);
  }

  go(place: Place): void {
    this.place = place;
    this.open = null;
    this.done = null;
    this.#model.tell(null);
    this.#changed();
  }

  filter(onlyThere: boolean): void {
    this.onlyThere = onlyThere;
    this.#changed();
  }

  /** Opens a row, or closes it where it stands open so. */
  turn(name: string, panel: RowPanel): void {
    const isOpen = this.open?.name === name && this.open.panel === panel;
    this.open = isOpen ? null : { name, panel };
    this.done = null;
    this.#model.tell(null);
    this.#changed();
  }

  /** The conversation of these two alone, if there is one. */
  talkWith(name: string): string | null {
    const { state } = this.#model;
    const talk = state.conversations.find(({ participants }) => {
      const here = participants.filter(({ state: is }) => is !== 'left').map(other => other.name);
      return here.length === 2 && here.includes(name) && here.includes(state.me.name);
    });
    const mine = talk?.participants.find(other => other.name === state.me.name);
    return mine?.state === 'joined' ? talk!.id : null;
  }

  /** Goes on talking with somebody, or opens the field for the first words. */
  chat({ name }: BoardRow): void {
    const talk = this.talkWith(name);
    if (talk !== null) this.#model.openTalk(talk);
    else this.turn(name, 'chat');
  }

  /** A message to leave, as far as it is written. */
  wordsFor(name: string): string {
    return this.#words.get(name)?.text ?? '';
  }

  write(name: string, text: string): void {
    const clientId = this.#words.get(name)?.clientId ?? this.#model.newId();
    this.#words.set(name, { text, clientId });
    this.#changed();
  }

  /** Leaves the message; the same one twice is left once. */
  async leave({ name, display }: BoardRow): Promise<void> {
    const words = this.#words.get(name);
    if (!words || words.text.trim() === '') return;
    if (!(await this.#model.deeds.ask('leaveMessage', { to: name, ...words }))) return;
    this.#words.delete(name);
    this.open = null;
    this.done = { key: 'leftFor', value: display };
    this.#changed();
  }

  async setContact(
    { name, favourite }: BoardRow,
    change: { on?: boolean; favourite?: boolean },
  ): Promise<void> {
    const on = change.on ?? true;
    const answer = await this.#model.deeds.ask('contact', {
      ...{ name, on, favourite: on && (change.favourite ?? favourite) },
    });
    if (answer) this.#refresh(name, { contact: on, favourite: on && (change.favourite ?? favourite) });
  }

  async setNotify({ name }: BoardRow, on: boolean): Promise<void> {
    const answer = await this.#model.deeds.ask('notify', { name, on });
    if (answer) this.#refresh(name, { notify: answer.on });
  }

  async block({ name, display }: BoardRow): Promise<void> {
    if (!(await this.#model.deeds.ask('block', { name, on: true }))) return;
    this.open = null;
    this.done = { key: 'nowBlocked', value: display };
    this.#changed();
  }

  /** A deed about groups; the list of them is loaded anew after it. */
  async act<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutputs[N] | null> {
    const answer = await this.#model.deeds.ask(command, input);
    if (answer) await this.loadGroups();
    return answer;
  }

  /** The server's own row follows; until then this one says what was done. */
  #refresh(name: string, change: Partial<BoardRow>): void {
    const row = this.board.row(name);
    if (row) this.board.take({ kind: 'row', board: this.board.of!, row: { ...row, ...change } });
  }

  #boardChanged(): void {
    const { problem, of } = this.board;
    // Not a member any more, or the group is gone.
    if ((problem === 'forbidden' || problem?.startsWith('unknown_')) && of?.startsWith('group:')) {
      this.choose(everybody);
    }
    this.#changed();
  }
}

const isThere = ({ presence }: BoardRow): boolean => presence !== 'offline';
