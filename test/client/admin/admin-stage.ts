import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildClientAssets } from '../../../cli/client-assets.ts';
import { launchChromium } from '../../../fixtures/browser.ts';
import { axeFindings } from '../../axe.ts';
import { openStage, type Stage } from '../../portal/portal-harness.ts';

/** The administrators' page in a browser, over a real portal, relay and store. */
export interface AdminStage extends Pick<Stage, 'relay' | 'ask' | 'direct'> {
  browser: Browser;
  /** The page at `path`, as `user` sees it who has logged in at the portal. */
  open(user: string, path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What axe finds wrong, ids that are there twice, and whether the page is larger than the screen. */
  findings(page: Page): Promise<string[]>;
  /** What the pages threw so far. */
  errors: string[];
  /** Closes the pages. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Waits until the page says that something is done. */
export const said = (page: Page, text: string): Promise<void> =>
  page.locator('.done', { hasText: text }).waitFor();

export async function openAdminStage(options: Parameters<typeof openStage>[0] = {}): Promise<AdminStage> {
  const assets = await buildClientAssets({ magicOrigin: 'https://hallway.internal' });
  const stage = await openStage({ assets, ...options });
  const browser = await launchChromium();
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  return {
    ...{ relay: stage.relay, ask: stage.ask, direct: stage.direct, browser, errors },
    async open(user, path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      contexts.push(context);
      const [name, value] = (await stage.session(user)).split('=') as [string, string];
      await context.addCookies([{ name, value, url: stage.direct }]);
      const page = await context.newPage();
      page.on('pageerror', error => errors.push(error.message));
      await page.goto(`${stage.direct}${path}`);
      return page;
    },
    async findings(page) {
      const others = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        const twice = ids.filter((id, index) => ids.indexOf(id) < index);
        return [
          ...(scrollWidth > innerWidth ? ['wider than the screen'] : []),
          // Sections scroll in themselves.
          ...(scrollHeight > innerHeight ? ['longer than the screen'] : []),
          ...twice.map(id => `two elements are called ${id}`),
        ];
      });
      return [...others, ...(await axeFindings(page))];
    },
    async leave() {
      for (const context of contexts.splice(0)) await context.close();
    },
    async close() {
      await browser.close();
      await stage.close();
    },
  };
}
