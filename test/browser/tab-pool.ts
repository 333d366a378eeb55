import type { Tab, Tabs } from './tabs.ts';
import type { Side } from './twins.ts';

/**
 * Tabs that serve again, since a fresh one costs more than all that is done in it; but none goes to a site twice, so
 * each visit is the first there.
 */
export class TabPool {
  readonly #tabs: Tabs;
  readonly #scripts: (() => void)[];
  readonly #idle: Record<Side, Tab[]> = { without: [], with: [] };
  readonly #sites = new Map<Tab, Set<string>>();

  constructor(tabs: Tabs, scripts: (() => void)[]) {
    this.#tabs = tabs;
    this.#scripts = scripts;
  }

  /** Lends a tab that was never at `site`. One in which the work fails is not lent again. */
  async lend<Result>(side: Side, site: string, work: (tab: Tab) => Promise<Result>): Promise<Result> {
    const idle = this.#idle[side];
    const at = idle.findIndex(tab => !this.#sites.get(tab)!.has(site));
    const tab = at < 0 ? await this.#tabs.open(side, this.#scripts) : idle.splice(at, 1)[0]!;
    this.#sites.set(tab, (this.#sites.get(tab) ?? new Set()).add(site));
    const result = await work(tab);
    idle.push(tab);
    return result;
  }
}
