import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsoleMessage, Page } from 'playwright-core';
import { launchChromium, without } from '../../fixtures/browser.ts';
import { trustRoots } from '../../fixtures/browser-session.ts';
import { isDrawn, loadLimitMs, type Tab, type Tabs } from './tabs.ts';
import type { Twins } from './twins.ts';

/**
 * A process for each site of each frame costs several times what the pages cost; what a page may do and how it looks
 * does not depend on it.
 */
const frugal = [
  '--disable-site-isolation-trials',
  // But for the window's, as browsers on a desk do it: in one process, what the page was refused was once told with its line.
  '--isolate-origins=https://hallway.internal',
  without('IsolateOrigins', 'site-per-process', 'IsolateSandboxedIframes'),
];

/** Of a page 20,000 pixels high it takes a second, on a busy machine with six tabs at once twenty times as long. */
const pictureLimitMs = 120_000;

/** One Chromium with a context of its own for each tab. */
export async function openChromiumTabs({ proxies, user, password, roots }: Twins): Promise<Tabs> {
  const home = mkdtempSync(join(tmpdir(), 'hallway-browser-'));
  const trust = await trustRoots(home, roots);
  const browser = await launchChromium({
    env: { ...process.env, HOME: home },
    // Reports would otherwise be held back for a minute.
    args: [...trust, ...frugal, '--short-reporting-delay', '--disable-background-networking'],
  });
  return {
    async open(side, scripts) {
      const context = await browser.newContext({
        proxy: { server: `http://${proxies[side]}`, username: user, password },
      });
      for (const script of scripts) await context.addInitScript(script);
      const page = await context.newPage();
      return openTab(page, () => context.close());
    },
    async close() {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openTab(page: Page, close: () => Promise<void>): Promise<Tab> {
  const said: string[] = [];
  const issues: string[] = [];
  page.on('console', message => said.push(describeMessage(message)));
  page.on('pageerror', error => said.push(`uncaught: ${error.message}`));
  page.on('dialog', dialog => dialog.dismiss().catch(() => {}));
  const inspector = await page.context().newCDPSession(page);
  inspector.on('Audits.issueAdded', ({ issue }) => issues.push(describeIssue(issue)));
  await inspector.send('Audits.enable');
  return {
    said,
    issues,
    async goes(url) {
      said.length = 0;
      issues.length = 0;
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForLoadState('load', { timeout: loadLimitMs }).catch(() => {});
    },
    runs: (job, argument) => page.evaluate(job as never, argument as never),
    picture: () => page.screenshot({ fullPage: true, animations: 'disabled', timeout: pictureLimitMs }),
    async hasWindow() {
      const frames = page.frames().filter(frame => frame.url().endsWith('/pane'));
      const drawn = await Promise.all(frames.map(frame => frame.evaluate(isDrawn).catch(() => false)));
      return drawn.includes(true);
    },
    close,
  };
}

function describeMessage(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.type()}: ${message.text()} (${url}:${lineNumber})`;
}

/** Numbers of frames, nodes, requests and scripts are other ones each time; columns move behind the loader. */
function describeIssue(issue: { code: string; details: object }): string {
  const details = JSON.stringify(issue.details, (key, value) =>
    /^(?:frame|.*Id|columnNumber)$/.test(key) ? undefined : value,
  );
  return `${issue.code}: ${details}`;
}
