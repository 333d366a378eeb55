import type { Frame, Page } from 'playwright-core';
import { type BrowserSession, openBrowser } from '../fixtures/browser-session.ts';
import { type HallwayProcess, startHallway } from '../fixtures/hallway-process.ts';
import { startScript } from './processes.ts';
import { median, type Report } from './report.ts';

const rounds = 15;

/** From the POST of an invitation to its window on the invitee's screen: in an open page, and in the next page. */
export async function measureInvitations(report: Report): Promise<void> {
  const origin = await startScript('origin-process.ts');
  const server = await startHallway({
    variables: { HALLWAY_UPSTREAM_HOSTS: JSON.stringify({ 'site.example': origin.address }) },
  });
  let bob: BrowserSession | undefined;
  try {
    for (const name of ['alice', 'bob']) await server.addUser(name, `${name} has a password`);
    const tokens = { alice: await server.token('alice'), bob: await server.token('bob') };
    bob = await openBrowser({
      proxy: server.proxy,
      user: 'bob',
      password: 'bob has a password',
      roots: [await server.caPem()],
    });
    await bob.context.addInitScript(noteSights);
    const open: number[] = [];
    const next: number[] = [];
    // The first of each warms up.
    for (let round = 0; round <= rounds; round++) {
      report.progress(`invitations: ${round} of ${rounds}`);
      const inOpenPage = await invitationInOpenPage(server, tokens, bob.page, `open${round}`);
      const inNextPage = await invitationOnNextPage(server, tokens, bob.page, `next${round}`);
      if (round > 0) {
        open.push(inOpenPage);
        next.push(inNextPage);
      }
    }
    report.milliseconds(
      'invitation, from its POST to the window in an open page (median)',
      median(open),
      150,
    );
    report.milliseconds(
      "invitation, from the next page's DOMContentLoaded to the window in it (median)",
      median(next),
      300,
    );
  } finally {
    await bob?.close();
    server.stop();
    origin.stop();
  }
}

type Tokens = Record<'alice' | 'bob', string>;

async function invitationInOpenPage(
  server: HallwayProcess,
  tokens: Tokens,
  page: Page,
  header: string,
): Promise<number> {
  await page.goto('http://site.example/page30');
  const pane = await paneFrame(page);
  // The channel is open once the launcher says so by being there; a moment later it is idle.
  await pane.locator('button').first().waitFor();
  await page.waitForTimeout(300);
  const start = Date.now();
  const id = await invite(server, tokens, header);
  const seen = await sightOf(page, header);
  await decline(server, tokens, id);
  return seen - start;
}

async function invitationOnNextPage(
  server: HallwayProcess,
  tokens: Tokens,
  page: Page,
  header: string,
): Promise<number> {
  await page.goto('about:blank');
  const id = await invite(server, tokens, header);
  await page.goto('http://site.example/page30');
  const loaded = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return performance.timeOrigin + navigation!.domContentLoadedEventEnd;
  });
  const seen = await sightOf(page, header);
  await decline(server, tokens, id);
  return seen - loaded;
}

/** Runs in every frame: in the pane, notes when each text first stood in a painted frame. */
function noteSights(): void {
  if (location.pathname !== '/pane') return;
  const sights: Record<string, number> = {};
  Object.assign(window, { sights });
  const look = () => {
    for (const [word] of document.body?.innerText.matchAll(/\b(?:open|next)\d+\b/g) ?? []) {
      sights[word] ??= performance.timeOrigin + performance.now();
    }
    requestAnimationFrame(look);
  };
  look();
}

async function paneFrame(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector('iframe[data-hallway]', { state: 'attached' });
  return (await handle.contentFrame())!;
}

async function sightOf(page: Page, header: string): Promise<number> {
  const pane = await paneFrame(page);
  const handle = await pane.waitForFunction(
    word => (window as unknown as { sights: Record<string, number> }).sights?.[word],
    header,
  );
  return (await handle.jsonValue()) as number;
}

async function invite(server: HallwayProcess, tokens: Tokens, header: string): Promise<string> {
  const answer = await post(server, tokens.alice, '/invitations', {
    to: ['bob'],
    header,
    message: 'Have you a minute?',
  });
  return answer.id;
}

const decline = (server: HallwayProcess, tokens: Tokens, id: string) =>
  post(server, tokens.bob, `/invitations/${id}/decline`, {});

async function post(
  server: HallwayProcess,
  token: string,
  path: string,
  body: object,
): Promise<{ id: string }> {
  const answer = await fetch(`http://${server.portal}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}
