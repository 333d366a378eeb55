import { KeepAlive, keepAliveTimes, type Living } from '../../portal/keep-alive.ts';
import type { Channel } from '../../relay/index.ts';
import type { PresenceState, ServerFrame } from '../../relay/protocol.ts';
import { seconds } from './clock.ts';
import type { Stage } from './stage.ts';

/** Mulberry32: the same world from the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One page with the pane in it, and both ends' idea of its channel. */
interface Page extends Living {
  channel: Channel;
  signAt: number;
  /** The server has it in its books. */
  isKept: boolean;
}

interface Somebody {
  name: string;
  pages: Set<Page>;
  /** Times at which a page opens. */
  opening: number[];
  /** Until then the machine sleeps or is cut off: nothing comes from it, not even a good-bye. */
  silentUntil: number;
  /** Until then they are on the way from one page to the next. */
  movingUntil: number;
  /** When they last had a page that the server could hear. */
  aliveAt: number;
}

/** What was seen of the world by those who look on. */
export interface Findings {
  /** Longest time that anybody was shown as there beyond their last sign. */
  longestMs: number;
  /** Seconds in which somebody with a live channel was shown as not there. */
  falselyGone: number;
  /** Seconds in which somebody on the way to their next page was shown as not there. */
  flickers: number;
  /** Updates that told a watcher what it knew. */
  repeated: number;
  /** Changes that were told, and updates that all watchers got. */
  changes: number;
  updates: number;
  happened: Record<
    'opened' | 'navigated' | 'closed' | 'crashed' | 'slept' | 'cut' | 'gaveUp' | 'restarted',
    number
  >;
}

const isThere = (state: PresenceState) => state !== 'offline' && state !== 'browsing';

/** Many people at their browsers, and some who watch all of them, second by second on the stage's clock. */
export class PresenceWorld {
  readonly findings: Findings = {
    ...{ longestMs: 0, falselyGone: 0, flickers: 0, repeated: 0, changes: 0, updates: 0 },
    happened: { opened: 0, navigated: 0, closed: 0, crashed: 0, slept: 0, cut: 0, gaveUp: 0, restarted: 0 },
  };
  readonly #stage: Stage;
  readonly #random: () => number;
  readonly #people: Somebody[];
  readonly #names: ReadonlySet<string>;
  /** What each watcher was told of each person, the last told last. */
  #told: Map<string, PresenceState[]>[] = [];
  #keepAlive: KeepAlive;

  constructor(stage: Stage, names: string[], seed: number) {
    this.#stage = stage;
    this.#random = randomFrom(seed);
    this.#names = new Set(names);
    this.#people = names.map(name => ({
      ...{ name, pages: new Set<Page>(), silentUntil: 0, movingUntil: 0, aliveAt: Number.NEGATIVE_INFINITY },
      opening: this.#chance(2 / 3) ? [this.#soon(60)] : [],
    }));
    this.#keepAlive = new KeepAlive(keepAliveTimes, stage.clock.now);
  }

  /** `watchers` look at the group's board from now on. */
  async watch(watchers: string[], group: string): Promise<void> {
    this.#told = [];
    for (const user of watchers) {
      const told = new Map<string, PresenceState[]>();
      this.#told.push(told);
      const send = (frame: ServerFrame): void => {
        if (frame.kind === 'row' && this.#names.has(frame.row.name)) this.#update(told, frame.row);
      };
      const channel = await this.#stage.relay.connect({ user, cursor: null, send });
      await channel.receive({ kind: 'do', ref: 1, command: 'board', input: { of: `group:${group}` } });
    }
  }

  async pass(count: number): Promise<void> {
    for (let second = 0; second < count; second += 1) {
      this.#stage.clock.pass(seconds(1));
      await Promise.all(this.#people.map(one => this.#live(one)));
      this.#keepAlive.look(this.#people.flatMap(({ pages }) => [...pages].filter(({ isKept }) => isKept)));
      this.#look();
    }
  }

  /** The server is killed and starts again; every browser that can hear of it comes back. */
  async restart(watchers: string[], group: string): Promise<void> {
    await this.#stage.isKilled();
    this.findings.happened.restarted += 1;
    for (const one of this.#people) {
      for (const page of one.pages) page.isKept = false;
      one.movingUntil = 0;
    }
    this.#keepAlive = new KeepAlive(keepAliveTimes, this.#stage.clock.now);
    await this.watch(watchers, group);
  }

  async #live(one: Somebody): Promise<void> {
    const now = this.#stage.clock.now();
    if (now < one.silentUntil) return;
    this.#noticeLost(one);
    const due = one.opening.filter(at => at <= now);
    one.opening = one.opening.filter(at => at > now);
    for (const _ of due) await this.#open(one);
    this.#act(one, now);
    if (this.#isLive(one)) one.aliveAt = now;
  }

  /** A channel that the server has given up is answered with a reset as soon as the network is there. */
  #noticeLost(one: Somebody): void {
    for (const page of [...one.pages]) {
      if (page.isKept) continue;
      one.pages.delete(page);
      one.opening.push(this.#soon(20));
    }
  }

  async #open(one: Somebody): Promise<void> {
    const { clock, relay } = this.#stage;
    const channel = await relay.connect({ user: one.name, cursor: null, send: () => {} });
    const page: Page = {
      ...{ channel, signAt: clock.now(), isKept: true },
      ping: () => {
        if (clock.now() >= one.silentUntil && one.pages.has(page)) page.signAt = clock.now();
      },
      giveUp: () => {
        this.findings.happened.gaveUp += 1;
        page.isKept = false;
        channel.close(page.signAt);
      },
    };
    one.pages.add(page);
    await channel.receive({ kind: 'attention', visible: true, focused: true });
    relay.seen(one.name);
    this.findings.happened.opened += 1;
  }

  #act(one: Somebody, now: number): void {
    const [page] = one.pages;
    if (!page) {
      if (one.opening.length === 0 && this.#chance(1 / 120)) one.opening.push(now);
      return;
    }
    // Of 3,600 seconds at a page: 90 navigations, 12 pages opened beside it, 12 closed, and every misfortune some times.
    const draw = this.#random() * 3_600;
    if (draw < 90) this.#navigate(one, page);
    else if (draw < 102 && one.pages.size < 3) one.opening.push(now);
    else if (draw < 114) this.#close(one, page, 'closed');
    else if (draw < 120) this.#crash(one);
    else if (draw < 126) this.#fallSilent(one, 'slept', 300);
    else if (draw < 135) this.#fallSilent(one, 'cut', 60);
  }

  #navigate(one: Somebody, page: Page): void {
    this.#close(one, page, 'navigated');
    one.movingUntil = this.#soon(12);
    one.opening.push(one.movingUntil);
  }

  #crash(one: Somebody): void {
    for (const page of [...one.pages]) this.#close(one, page, 'crashed');
    one.opening = this.#chance(0.7) ? [this.#soon(120)] : [];
  }

  #fallSilent(one: Somebody, how: 'slept' | 'cut', most: number): void {
    this.findings.happened[how] += 1;
    one.silentUntil = this.#soon(most);
  }

  /** By the browser, or by its system where it has crashed. */
  #close(one: Somebody, page: Page, how: 'navigated' | 'closed' | 'crashed'): void {
    this.findings.happened[how] += 1;
    one.pages.delete(page);
    if (page.isKept) page.channel.close();
    page.isKept = false;
    one.aliveAt = this.#stage.clock.now();
  }

  #update(
    told: Map<string, PresenceState[]>,
    { name, presence }: { name: string; presence: PresenceState },
  ): void {
    const known = told.get(name) ?? [];
    this.findings.updates += 1;
    if (told === this.#told[0]) this.findings.changes += 1;
    if (known.at(-1) === presence) this.findings.repeated += 1;
    told.set(name, [...known.slice(-1), presence]);
  }

  /** Holds what every watcher sees against what is so. */
  #look(): void {
    const now = this.#stage.clock.now();
    for (const told of this.#told) {
      for (const one of this.#people) {
        const isShown = isThere(told.get(one.name)?.at(-1) ?? 'offline');
        const isLive = now >= one.silentUntil && this.#isLive(one);
        if (isShown && !isLive)
          this.findings.longestMs = Math.max(this.findings.longestMs, now - one.aliveAt);
        if (!isShown && now < one.movingUntil) this.findings.flickers += 1;
        if (!isShown && isLive) this.findings.falselyGone += 1;
      }
    }
  }

  #isLive = ({ pages }: Somebody) => [...pages].some(({ isKept }) => isKept);
  #chance = (share: number) => this.#random() < share;
  /** A time within so many seconds from now. */
  #soon = (most: number) => this.#stage.clock.now() + seconds(Math.floor(this.#random() * most));
}
