import type { Tab, Tabs } from './tabs.ts';
import type { Side } from './twins.ts';

/**
 * Tabs that serve again, since a fresh one costs more than all that is done in it; but none goes to a site twice, so
 * each visit is the first there.
 */
export class TabPool {
  readonly #tabs: Tabs;
  readonly #scripts: (() => void)[];
  readonly #isKept: boolean;
  readonly #idle: Record<Side, Tab[]> = { without: [], with: [] };
  readonly #sites = new Map<Tab, Set<string>>();

  /** `isKept`: whether tabs serve again; where not, each visit has a fresh one. */
  constructor(tabs: Tabs, scripts: (() => void)[], isKept = true) {
    this.#tabs = tabs;
    this.#scripts = scripts;
    this.#isKept = isKept;
  }

  /** Lends a tab that was never at `site`. One in which the work fails is not lent again. */
  async lend<Result>(side: Side, site: string, work: (tab: Tab) => Promise<Result>): Promise<Result> {
    const idle = this.#idle[side];
    const at = idle.findIndex(tab => !this.#sites.get(tab)!.has(site));
    const tab = at < 0 ? await this.#tabs.open(side, this.#scripts) : idle.splice(at, 1)[0]!;
    this.#sites.set(tab, (this.#sites.get(tab) ?? new Set()).add(site));
    const result = await work(tab);
    if (this.#isKept) idle.push(tab);
    else await tab.close();
    return result;
  }
}
