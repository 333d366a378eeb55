import type { BrowserContext, ConsoleMessage, Page } from 'puppeteer-core';
import { launchFirefox } from '../../fixtures/firefox-session.ts';
import { isDrawn, loadLimitMs, type Tab, type Tabs } from './tabs.ts';
import type { Twins } from './twins.ts';

// The browser's own requests, which nobody would log in, get no further than this.
const nowhere = '127.0.0.1:1';

// Timers of tabs behind others, and of pages that still load, would come late by chance.
const promptTimers = {
  'dom.min_background_timeout_value': 4,
  'dom.min_background_timeout_value_without_budget_throttling': 4,
  'dom.timeout.enable_budget_timer_throttling': false,
  'dom.timeout.defer_during_load': false,
};

/** One Firefox with a container of its own for each tab. */
export async function openFirefoxTabs({ proxies, user, password, roots }: Twins): Promise<Tabs> {
  const { browser, close } = await launchFirefox({ proxy: nowhere, roots }, promptTimers);
  return {
    async open(side, scripts) {
      const context = await browser.createBrowserContext({ proxyServer: proxies[side] });
      // Now and then a new one is gone again before the remote protocol has found it.
      const page = await context.newPage().catch(() => context.newPage());
      await page.authenticate({ username: user, password });
      for (const script of scripts) await page.evaluateOnNewDocument(script);
      return openTab(page, context);
    },
    close,
  };
}

function openTab(page: Page, context: BrowserContext): Tab {
  const said: string[] = [];
  page.on('console', message => said.push(describeMessage(message)));
  page.on('pageerror', error => said.push(`uncaught: ${String(error)}`));
  page.on('dialog', dialog => dialog.dismiss().catch(() => {}));
  return {
    said,
    issues: [],
    async goes(url) {
      said.length = 0;
      await page.goto(url, { waitUntil: 'load', timeout: loadLimitMs }).catch(() => {});
    },
    runs: (job, argument) => page.evaluate(job as never, argument as never),
    async picture() {
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) {
          try {
            animation.finish();
          } catch {
            animation.cancel();
          }
        }
      });
      return page.screenshot({ fullPage: true });
    },
    async hasWindow() {
      const frames = page.frames().filter(frame => frame.url().endsWith('/pane'));
      const drawn = await Promise.all(frames.map(frame => frame.evaluate(isDrawn).catch(() => false)));
      return drawn.includes(true);
    },
    close: () => context.close(),
  };
}

function describeMessage(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.type()}: ${message.text()} (${url}:${lineNumber})`;
}
