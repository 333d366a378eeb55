import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import { formatAddress } from '../../cli/setting-types.ts';
import { findChromium } from '../../fixtures/browser.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { axeFindings } from '../axe.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const html =
  '<!doctype html>\n<html lang="en"><head><title>Own</title></head><body><h1>Own</h1></body></html>\n';

/** Somebody outside: a browser that knows no proxy and has no account. */
async function openOutside(): Promise<{ browser: Browser; page: Page }> {
  const { path, args } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: [...args, '--no-sandbox'] });
  return { browser, page: await browser.newPage({ locale: 'en-US' }) };
}

describe(`guests${trustNote}`, function () {
  this.timeout(180_000);
  let stage: Stage;
  let bob: Person;
  let outside: Awaited<ReturnType<typeof openOutside>>;
  let guest: Page;

  before(async () => {
    stage = await openStage({
      handler: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      hosts: ['one.example', 'two.example'],
    });
    bob = await stage.person('bob');
    outside = await openOutside();
    guest = outside.page;
  });
  after(async () => {
    await outside?.browser.close();
    await stage?.close();
  });

  const addressOf = (name: string) => `http://${formatAddress(stage.server.portal)}/u/${name}`;

  it('somebody without an account reaches a person who is reading an https page', async () => {
    await bob.visits('https://one.example/');
    await bob.pane.getByRole('button', { name: 'Open Hallway' }).waitFor();
    await guest.goto(addressOf('bob'));
    await guest.getByText('Is there').waitFor();
    expect(await axeFindings(guest)).to.deep.equal([]);
    await guest.getByLabel('Your name').fill('Eve Outside');
    await guest.getByLabel('What is it about?').fill('I stand at the gate');
    await guest.getByRole('button', { name: 'Talk now' }).click();
    await guest.getByText(/is being asked/).waitFor();

    // Inside the page that he reads, without a step of his.
    await bob.sees('Eve Outside');
    expect(bob.page.url()).to.equal('https://one.example/');
    await bob.sees('I stand at the gate');
    await bob.sees('Guest');
    await bob.presses('Accept');
    await bob.says('I open it for you');
    await guest.getByText('I open it for you').waitFor();
    await guest.getByText(/is being asked/).waitFor({ state: 'detached' });
    expect(await axeFindings(guest)).to.deep.equal([]);

    await guest.reload();
    await guest.getByText('I open it for you').waitFor();
    const field = guest.getByRole('textbox', { name: 'Message' });
    await field.fill('Thank you');
    await field.press('Enter');
    await bob.sees('Thank you');
    await bob.visits('https://two.example/');
    await bob.sees('Thank you');

    const address = guest.url();
    await guest.getByRole('button', { name: 'End the conversation' }).click();
    await guest.getByRole('button', { name: 'End the conversation' }).click();
    await guest.getByText('This conversation is over.').waitFor();
    await bob.sees('Everybody else has left');
    const gone = await guest.goto(address);
    expect(gone!.status()).to.equal(404);
  });

  it('the guest’s page holds nothing but the conversation', async () => {
    const erin = await stage.person('erin');
    await erin.visits('https://one.example/');
    await erin.pane.getByRole('button', { name: 'Open Hallway' }).waitFor();
    await guest.goto(addressOf('erin'));
    await guest.getByLabel('Your name').fill('Mallory');
    await guest.getByLabel('What is it about?').fill('Who else is here?');
    await guest.getByRole('button', { name: 'Talk now' }).click();
    await guest.getByText(/is being asked/).waitFor();
    const buttons = await guest.getByRole('button').allTextContents();
    expect(buttons.filter(text => text.trim() !== '')).to.have.members(['End the conversation']);
    await guest.keyboard.press('Escape');
    await guest.getByText('Who else is here?').waitFor();
    await erin.sees('Mallory');
    await erin.pane.getByRole('button', { name: 'Send away' }).click();
    await erin.pane.getByRole('button', { name: 'Send away' }).click();
    await guest.getByText('This conversation is over').waitFor();
    expect((await guest.goto(addressOf('erin')))!.status()).to.equal(404);
  });
});

describe(`messages left${trustNote}`, function () {
  this.timeout(180_000);
  let stage: Stage;
  let outside: Awaited<ReturnType<typeof openOutside>>;

  before(async () => {
    stage = await openStage({
      handler: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      hosts: ['one.example'],
      settings: { HALLWAY_INJECT_PAGES: 'invited' },
    });
    await stage.account('carol');
    outside = await openOutside();
  });
  after(async () => {
    await outside?.browser.close();
    await stage?.close();
  });

  it('wait for a person who is away, who finds them in the next page that they open', async () => {
    const { page } = outside;
    await page.goto(`http://${formatAddress(stage.server.portal)}/u/carol`);
    await page.getByText('Not there now').waitFor();
    await page.getByLabel('Your name').fill('Eve Outside');
    await page.getByLabel('How to reach you').fill('eve@example.org');
    await page.getByLabel('What is it about?').fill('Your parcel is here');
    await page.getByRole('button', { name: 'Leave a message' }).click();
    await page.getByText('Your message has been left for Carol.').waitFor();

    const carol = await stage.person('carol');
    await carol.visits('https://one.example/');
    await carol.pane.getByRole('button', { name: /Open Hallway/ }).waitFor();
    await carol.pane.getByRole('button', { name: /Open Hallway/ }).click();
    await carol.pane.getByRole('button', { name: 'More', exact: true }).click();
    await carol.pane.getByRole('button', { name: 'Messages left', exact: true }).click();
    await carol.pane.getByRole('button', { name: /Eve Outside/ }).click();
    await carol.sees('Your parcel is here');
    await carol.sees('eve@example.org');
    const { unread } = await stage.server.relay.perform('carol', 'inbox', {});
    expect(unread).to.equal(0);
    // Who has nothing waiting gets the page as it is.
    const dave = await stage.person('dave');
    await dave.visits('https://one.example/');
    expect(await dave.page.locator('iframe[data-hallway]').count()).to.equal(0);
  });
});
