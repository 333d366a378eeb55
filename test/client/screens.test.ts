import { expect } from 'chai';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import type { CommandName, LeftMessage, View } from '../../relay/protocol.ts';
import { axeFindings } from '../axe.ts';
import { type Harness, paneOf, startHarness, until } from './harness.ts';
import { group, pageOf, row } from './people-stage.ts';
import { at, preferences, scenes, snapshot } from './scenes.ts';

const html = '<!doctype html><html lang="en"><head><loader><title>Figures</title></head><body></body></html>';

const few = [
  row('alice', 'online', { display: 'Alice Moreau' }),
  row('chen', 'browsing', { note: 'at lunch until one', favourite: true, contact: true }),
  row('dora', 'offline'),
  row('emeka', 'dnd'),
];
const many = Array.from({ length: 1_000 }, (_, place) => row(`m${String(place).padStart(4, '0')}`));
const left: LeftMessage = {
  ...{ id: 'l1', from: { name: 'dora', display: 'Dora' }, contact: null, group: null },
  ...{ text: 'The plans are on your desk.', at, readAt: null, answeredAt: null },
};

function answer(command: CommandName, input: Record<string, unknown>): unknown {
  const group1 = group({ mine: 'owner' });
  const answers: Partial<Record<CommandName, () => unknown>> = {
    board: () => pageOf(input.of === 'group:theatre' ? many : few, input),
    groups: () => ({
      groups: input.query
        ? [group({ name: 'choir', display: 'Choir', joining: 'password', mine: null })]
        : [group1],
    }),
    group: () => ({
      group: group1,
      members: [
        { name: 'bob', display: 'Bob Keller', role: 'owner' },
        { name: 'emeka', display: 'Emeka', role: 'asked' },
        { name: 'dora', display: 'Dora', role: 'member' },
      ],
    }),
    makeGroup: () => group({ name: String(input.name), mine: 'owner' }),
    join: () => group({ name: 'choir', display: 'Choir' }),
    inbox: () => ({ left: [left], unread: 1, more: false }),
    markLeft: () => ({ left: { ...left, readAt: input.read ? at : null }, unread: input.read ? 0 : 1 }),
    reachable: () => ({ by: 'everyone' }),
    blocked: () => ({ people: [{ name: 'zed', display: 'Zed' }] }),
    availability: () => ({ ...preferences, ...input }),
    notify: () => ({ on: input.on }),
    invite: () => undefined,
  };
  const found = answers[command];
  return found ? found() : {};
}

describe('screens', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;
  let pane: Frame;

  before(async () => {
    harness = await startHarness(scenes.launcher!);
    harness.pages.set('/', { html });
    harness.answer = answer;
  });
  after(() => harness?.close());
  beforeEach(() => {
    harness.commands.length = 0;
  });
  afterEach(async () => {
    await harness.leave();
    expect(harness.errors.splice(0)).to.deep.equal([]);
  });

  async function open(screen: View['screen'], options: BrowserContextOptions = {}, board?: string) {
    harness.boot.snapshot = snapshot({}, { open: true, screen, ...(board && { board }) });
    page = await harness.emptyPage({ viewport: { width: 1280, height: 800 }, ...options });
    await page.goto(`${harness.pageOrigin}/`);
    pane = await paneOf(page);
    await pane.waitForSelector(screen === 'people' ? '.person' : '.people .scroll');
  }

  const findings = () => axeFindings(pane, { isWhole: false });

  const sent = (command: string) =>
    harness.commands.filter(other => other.command === command).map(({ input }) => input);
  const texts = (selector: string) => pane.locator(selector).allTextContents();

  const places: Record<string, [View['screen'], () => Promise<void>]> = {
    people: ['people', async () => {}],
    'an open row': ['people', () => pane.click('[data-place="2"] .who')],
    'first words': ['people', () => pane.click('[data-place="0"] .of-chat')],
    groups: ['people', () => pane.click('.choice > button >> nth=0')],
    'a new group': [
      'people',
      async () => {
        await pane.click('.choice > button >> nth=0');
        await pane.click('footer button');
        await pane.waitForSelector('#group-listed');
      },
    ],
    'a group': [
      'people',
      async () => {
        await pane.click('.choice > button >> nth=0');
        await pane.click('.cards button >> nth=1');
        await pane.waitForSelector('.members');
      },
    ],
    inbox: ['inbox', () => pane.click('.entries button')],
    'how one is reached': [
      'availability',
      async () => {
        await pane.waitForSelector('#reach');
        await pane.click('fieldset > .small');
        await pane.waitForSelector('.days');
      },
    ],
  };

  for (const [name, [screen, go]] of Object.entries(places)) {
    it(`gives axe nothing to find: ${name}, light, and dark in Arabic on a narrow screen`, async () => {
      await open(screen);
      await go();
      expect(await findings()).to.deep.equal([]);
      await harness.leave();
      await open(screen, { colorScheme: 'dark', locale: 'ar', viewport: { width: 360, height: 700 } });
      await go();
      expect(await findings()).to.deep.equal([]);
      const widths = await pane.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0]).to.be.at.most(widths[1]!);
    });
  }

  it('says under its title nobody’s presence: whose it is would be unclear', async () => {
    await open('people');
    expect(await pane.locator('.heading').innerText()).to.equal('People');
  });

  it('changes in place the one row that changed, and takes rows in and out', async () => {
    await open('people');
    await pane.evaluate(() => {
      for (const row of document.querySelectorAll('.person')) row.setAttribute('data-same', '');
    });
    harness.send({ kind: 'row', board: 'found:', row: row('dora', 'online') });
    await pane.waitForSelector('[data-same] .who:has-text("Dora") .presence.is-online');
    expect(await pane.locator('.person[data-same]').count()).to.equal(4);
    harness.send({ kind: 'row', board: 'found:', row: row('abel') });
    harness.send({ kind: 'row-gone', board: 'found:', name: 'emeka' });
    await pane.waitForSelector('.who:has-text("Abel")');
    await until(async () => (await texts('.sum')).join() === 'There now: 4 of 4');
    expect(await texts('.who b')).to.deep.equal(['ChenFavourite', 'Abel', 'Alice Moreau', 'Dora']);
  });

  it('draws few of a thousand rows, and the keyboard reaches the last and comes back', async () => {
    await open('people', {}, 'group:theatre');
    await until(async () => (await texts('.sum'))[0] === 'There now: 1000 of 1000');
    expect(await pane.locator('.person').count()).to.be.below(40);
    await pane.focus('[data-place="0"] .who');
    await page.keyboard.press('End');
    await until(() => pane.evaluate(() => document.activeElement?.textContent?.includes('M0999') ?? false));
    expect(await pane.locator('.person').count()).to.be.below(40);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect(await pane.evaluate(() => document.activeElement?.getAttribute('aria-label'))).to.equal(
      'Chat with M0998',
    );
    await page.keyboard.press('Home');
    await until(() =>
      pane.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Chat with M0000'),
    );
    const sizes = await pane.locator('.person').evaluateAll(rows => rows.map(row => row.ariaSetSize));
    expect(new Set(sizes)).to.deep.equal(new Set(['1000']));
  });

  it('invites from a row by keyboard alone, with the first words', async () => {
    await open('people');
    await pane.focus('[data-place="1"] .of-chat');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Do you have a minute?');
    await page.keyboard.press('Enter');
    await until(() => sent('invite').length === 1);
    expect(sent('invite')[0]).to.deep.include({ to: ['alice'], message: 'Do you have a minute?' });
    expect(sent('draft').at(-1) ?? { conversation: 'new' }).to.include({ conversation: 'new' });
  });

  it('says why a way is closed, leaves a message there, and tells when they are back', async () => {
    await open('people');
    await pane.click('[data-place="2"] [aria-label="Chat: not there now"]', { force: true });
    await pane.click('text=Tell me when they are back');
    await until(() => sent('notify').length === 1);
    await pane.waitForSelector('[aria-pressed=true]:has-text("Tell me")');
    await pane.click('.ways [aria-label="Leave Dora a message"]');
    await page.keyboard.type('Call me, please');
    await pane.click('text=Leave the message');
    await pane.waitForSelector('text=Your message for Dora is left.');
    expect(sent('leaveMessage')[0]).to.include({ to: 'dora', text: 'Call me, please' });
    harness.send({
      kind: 'event',
      n: 11,
      at: 0,
      event: { kind: 'back', person: { name: 'dora', display: 'Dora' } },
    });
    await pane.click('text=Dora is back');
    await until(() => sent('board').some(({ of }) => of === 'found:Dora'));
  });

  it('finds people by name, and those who are there', async () => {
    await open('people');
    await pane.click('text=There now');
    await until(async () => (await texts('.who b bdi')).join() === 'Chen,Alice Moreau,Emeka');
    await pane.fill('input[type=search]', 'do');
    await until(() => sent('board').some(({ of }) => of === 'found:do'));
    await pane.press('input[type=search]', 'Escape');
    await until(() => sent('board').at(-1)?.of === 'found:');
  });

  it('joins a group with its password, makes one, and lets people in', async () => {
    await open('people');
    await pane.click('.choice > button >> nth=0');
    await pane.fill('input[type=search]', 'ch');
    await pane.click('[aria-label="Join Choir"]');
    await pane.fill('input[type=password]', 'la la');
    await page.keyboard.press('Enter');
    await until(() => sent('board').some(({ of }) => of === 'group:choir'));
    expect(sent('join')).to.deep.equal([{ group: 'choir', password: 'la la' }]);
    await pane.click('.choice > button >> nth=-2');
    await pane.click('text=Make a group');
    await pane.fill('#group-display', 'Late shift');
    await pane.click('footer button');
    await pane.click('[aria-label="Let Emeka in"]');
    await until(() => sent('admit').length === 1);
    expect(sent('makeGroup')[0]).to.include({ name: 'late-shift', display: 'Late shift', joining: 'open' });
    expect(sent('admit')[0]).to.deep.equal({ group: 'late-shift', name: 'emeka', role: 'member' });
  });

  it('does not disturb from the menu, and keeps note and quiet hours', async () => {
    await open('availability');
    await pane.fill('#note', 'at lunch');
    await page.keyboard.press('Enter');
    await pane.waitForSelector('text=Saved.');
    await pane.click('text=Add quiet hours');
    await pane.waitForSelector('.quiet-hours');
    await pane.click('[aria-label="Back"]');
    await pane.click('.menu > button');
    await pane.click('text=Do not disturb');
    await until(() => sent('availability').length === 3);
    const [note, hours, dnd] = sent('availability');
    expect(note).to.deep.equal({ note: 'at lunch' });
    expect(hours!.schedule).to.deep.equal([{ days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' }]);
    expect(dnd).to.deep.equal({ dnd: 'on' });
  });

  it('keeps unread messages in count, and answers one with an invitation', async () => {
    await open('inbox');
    await pane.click('.entries button');
    await until(() => sent('markLeft').length === 1);
    await pane.click('text=Answer');
    await page.keyboard.type('Thanks');
    await page.keyboard.press('Enter');
    await until(() => sent('answerLeft').length === 1);
    expect(sent('answerLeft')).to.deep.equal([{ id: 'l1', message: 'Thanks' }]);
    // Loaded once, not with every drawing.
    expect(sent('inbox')).to.have.length(1);
  });

  it('stands as a page of its own, with the lists beside it', async () => {
    harness.boot.snapshot = scenes.home!;
    page = await harness.emptyPage({ viewport: { width: 1100, height: 700 } });
    await page.goto(`${harness.magicOrigin}/people`);
    pane = page.mainFrame();
    await pane.waitForSelector('.stage .person');
    expect(await pane.locator('.aside .entries').count()).to.be.above(0);
    expect(await pane.locator('[data-place="0"] .way:visible').count()).to.equal(5);
    expect(await findings()).to.deep.equal([]);
  });

  it('says so when its file cannot be fetched', async () => {
    harness.boot.snapshot = snapshot({}, { open: true, screen: 'people' });
    page = await harness.newPage();
    await page.route('**/screens-*.js', route => route.abort());
    await page.goto(`${harness.pageOrigin}/`);
    pane = await paneOf(page);
    await pane.waitForSelector('text=This part could not be loaded');
    await pane.click('text=Back');
    await pane.waitForSelector('.home');
  });
});
