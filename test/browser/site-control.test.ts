import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const html =
  '<!doctype html>\n<html lang="en"><head><title>Own</title></head><body><h1>Own</h1></body></html>\n';
const frameIn = (page: Page) => page.locator('iframe[data-hallway]');

describe(`per-site control${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let bob: Person;

  before(async () => {
    stage = await openStage({
      handler: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"own"' }).end(html),
      hosts: ['one.example', 'two.example'],
      tls: 'h2',
    });
    await stage.account('root', 'admin');
    bob = await stage.person('bob');
  });
  after(() => stage?.close());

  /** The page came as the origin sent it, and holds nothing of ours. */
  async function isUntouched(page: Page, url: string): Promise<void> {
    const response = (await page.goto(url))!;
    expect((await response.body()).toString(), url).to.equal(html);
    expect(response.headers().etag).to.equal('"own"');
    expect(await frameIn(page).count()).to.equal(0);
  }

  const showsWindow = async (page: Page, url: string) => {
    await page.goto(url);
    await page.frameLocator('iframe[data-hallway]').getByRole('button', { name: 'Open Hallway' }).waitFor();
  };

  async function switches(on: boolean): Promise<void> {
    const { relay, portal } = stage.server;
    const token = await relay.accounts.issueToken('root', 'api');
    const answer = await fetch(`http://${formatAddress(portal)}/api/v1/pages`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ on }),
    });
    expect(answer.status).to.equal(200);
  }

  it('a person pauses a site, and its pages come as the origin sends them; others carry the window', async () => {
    await bob.visits('https://one.example/');
    await bob.pane.getByRole('button', { name: 'Open Hallway' }).click();
    await bob.pane.getByRole('button', { name: 'More' }).click();
    await bob.pane.getByRole('button', { name: 'Pause on one.example' }).click();
    await bob.sees('Paused on one.example');
    await bob.pane.getByRole('button', { name: 'Close' }).click();
    await frameIn(bob.page).waitFor({ state: 'hidden' });

    await isUntouched(bob.page, 'https://one.example/next');
    await isUntouched(bob.page, 'http://one.example/');
    await bob.visits('https://two.example/');
    await bob.pane.getByRole('button', { name: 'Fold away' }).click();
    await showsWindow(bob.page, 'http://two.example/');
  });

  it('it stays so over a restart, until they bring the site back from another one', async () => {
    await stage.restarts();
    await isUntouched(bob.page, 'https://one.example/');
    await bob.visits('https://two.example/');
    await bob.pane.getByRole('button', { name: 'Open Hallway' }).click();
    await bob.pane.getByRole('button', { name: 'More' }).click();
    await bob.pane.getByRole('button', { name: 'Paused sites: 1' }).click();
    await bob.pane.getByRole('button', { name: 'Show again on one.example' }).click();
    await bob.sees('No site is paused.');
    await bob.pane.getByRole('button', { name: 'Fold away' }).click();
    await showsWindow(bob.page, 'https://one.example/');
  });

  it('an administrator switches off: open windows vanish, next pages are untouched, also after a restart', async () => {
    const open = bob.page;
    const next = await bob.session.newPage();
    await open.bringToFront();
    await switches(false);
    await frameIn(open).waitFor({ state: 'hidden' });
    await isUntouched(next, 'https://two.example/');
    await stage.restarts();
    await isUntouched(next, 'https://one.example/');
    await frameIn(open).waitFor({ state: 'hidden' });

    await open.bringToFront();
    await switches(true);
    await frameIn(open).waitFor({ state: 'visible' });
    await showsWindow(next, 'https://two.example/');
  });
});
