import { expect } from 'chai';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import type { CommandName, HelpNote, Snapshot, View } from '../../../relay/protocol.ts';
import { axeFindings } from '../../axe.ts';
import { type Harness, paneOf, startHarness, until } from '../harness.ts';
import { helpOf, helpRow } from '../help-rows.ts';
import { conversation, firstMessages, scenes, snapshot } from '../scenes.ts';

const html = '<!doctype html><html lang="en"><head><loader><title>Figures</title></head><body></body></html>';

const minutes = (count: number) => Date.now() - count * 60_000;
const ines = { name: 'ines', display: 'Ines Okafor' };
const bob = { name: 'bob', display: 'Bob Keller' };
const page1 = { url: 'https://intranet.example/printers', title: 'Printers' };
const waiting = helpRow({ waitingSince: minutes(7), page: page1 });
const served = helpRow({
  ...{ id: 'h2', conversation: 'c1', from: { name: 'alice', display: 'Alice Moreau' }, state: 'taken' },
  ...{ by: bob, takenAt: minutes(3), text: 'My mouse is gone.' },
});
const closed = helpRow({ id: 'h3', state: 'closed', closedAt: minutes(60), by: ines, outcome: 'solved' });
const note: HelpNote = { id: 'n1', by: ines, text: 'It is the cable again.', at: minutes(60) };

function answer(command: CommandName, input: Record<string, unknown>): unknown {
  const row = [waiting, served, closed].find(({ id }) => id === input.id) ?? waiting;
  const answers: Partial<Record<CommandName, () => unknown>> = {
    askHelp: () => ({
      help: helpOf({ id: 'mine', conversation: 'c1', from: bob }),
      place: 1,
      isManned: true,
    }),
    cancelHelp: () =>
      helpOf({ id: 'mine', conversation: 'c1', state: 'closed', outcome: 'cancelled', revision: 3 }),
    reopenHelp: () => ({
      help: helpOf({ id: 'mine', conversation: 'c1', revision: 4 }),
      place: 3,
      isManned: false,
    }),
    helpDesk: () => ({
      rows: [waiting, served],
      colleagues: [
        { ...bob, isOnDuty: true },
        { name: 'hugo', display: 'Hugo', isOnDuty: false },
        { ...ines, isOnDuty: true },
      ],
    }),
    helpRequests: () => ({ rows: [closed], more: false }),
    helpCase: () => ({ help: row, notes: [note], earlier: [{ ...closed, notes: [note] }] }),
    takeHelp: () => ({ ...row, state: 'taken', by: bob, takenAt: Date.now(), revision: 1 }),
    handHelp: () => ({ ...row, state: 'taken', by: ines, takenAt: Date.now(), revision: 2 }),
    closeHelp: () => ({ ...row, state: 'closed', outcome: input.outcome, closedAt: Date.now(), revision: 3 }),
    noteHelp: () => ({ notes: [note, { ...note, id: 'n2', by: bob, text: String(input.text) }] }),
  };
  return answers[command]?.() ?? {};
}

describe('HelpDesk, AskHelp and HelpBanner', function () {
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

  const desk = { waiting: 1, held: [{ id: 'h2', conversation: 'c1' }] };
  const talk = { ...conversation('joined'), messages: firstMessages };
  const none = snapshot().help;

  async function open(
    view: Partial<View>,
    help: Partial<Snapshot['help']> = {},
    options: BrowserContextOptions = {},
  ) {
    harness.boot.snapshot = snapshot(
      { help: { ...none, ...help }, conversations: [talk] },
      { open: true, ...view },
    );
    page = await harness.emptyPage({ viewport: { width: 1280, height: 800 }, ...options });
    await page.goto(`${harness.pageOrigin}/`);
    pane = await paneOf(page);
    await pane.waitForSelector('.window:not(.coming)');
  }

  const findings = () => axeFindings(pane, { isWhole: false });

  const sent = (command: string) =>
    harness.commands.filter(other => other.command === command).map(({ input }) => input);
  const button = (name: string | RegExp) => pane.getByRole('button', { name });

  const inTalk: Partial<View> = { screen: 'conversation', conversation: 'c1' };
  const mine = helpOf({ id: 'mine', conversation: 'c1', from: bob });
  const places: Record<string, [Partial<View>, Partial<Snapshot['help']>, () => Promise<unknown>]> = {
    'home of the desk': [{ screen: 'home' }, { desk }, async () => {}],
    question: [{ screen: 'help' }, {}, () => pane.waitForSelector('#help-text')],
    'who waits': [inTalk, { mine, place: 3, isManned: true }, () => pane.waitForSelector('.help-banner')],
    'what is closed': [
      inTalk,
      { mine: { ...mine, state: 'closed', outcome: 'unsolved' } },
      () => pane.waitForSelector('.help-banner'),
    ],
    queue: [{ screen: 'desk' }, { desk }, () => pane.waitForSelector('.entries')],
    request: [
      { screen: 'desk' },
      { desk },
      async () => {
        await pane.click('.entries button >> nth=0');
        await pane.click('.help-deeds [aria-expanded] >> nth=0');
        await pane.waitForSelector('#help-to');
      },
    ],
  };

  for (const [name, [view, help, go]] of Object.entries(places)) {
    it(`gives axe nothing to find: ${name}, light, and dark in Arabic on a narrow screen`, async () => {
      await open(view, help);
      await go();
      expect(await findings()).to.deep.equal([]);
      await harness.leave();
      await open(view, help, { colorScheme: 'dark', locale: 'ar', viewport: { width: 360, height: 700 } });
      await go();
      expect(await findings()).to.deep.equal([]);
      const widths = await pane.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0]).to.be.at.most(widths[1]!);
    });
  }

  it('asks by keyboard alone, from home, and says where one stands', async () => {
    await open({ screen: 'home' });
    await button('Ask for help').focus();
    await page.keyboard.press('Enter');
    await pane.waitForSelector('#help-text:focus');
    await page.keyboard.type('My mouse is gone');
    await page.keyboard.press('Enter');
    await pane.waitForSelector('text=You are next.');
    expect(sent('askHelp')[0]).to.include({ text: 'My mouse is gone', page: null });
    expect(sent('typing')).to.deep.equal([]);
    harness.send({ kind: 'help-place', place: 4, isManned: false });
    await pane.waitForSelector('text=Before you: 3');
    await pane.waitForSelector('text=Nobody is at the help desk right now');
    const event = {
      kind: 'help' as const,
      help: { ...mine, state: 'taken' as const, by: ines, revision: 1 },
    };
    harness.send({ kind: 'event', n: 11, at: 0, event });
    await pane.waitForSelector('text=Ines Okafor of the help desk is with you.');
    await button('I need no more help').click();
    await button('Ask again').click();
    await pane.waitForSelector('text=Before you: 2');
    expect([sent('cancelHelp'), sent('reopenHelp')]).to.deep.equal([[{ id: 'mine' }], [{ id: 'mine' }]]);
  });

  it('attaches the page only where the person says so', async () => {
    await open({ screen: 'help' });
    await pane.fill('#help-text', 'What does this mean?');
    await pane.check('.attach input');
    await button('Ask the help desk').click();
    await until(() => sent('askHelp').length === 1);
    expect(sent('askHelp')[0]!.page).to.include({ title: 'Figures' });
  });

  it('brings new requests by themselves, and takes one into its conversation', async () => {
    await open({ screen: 'desk' }, { desk });
    await pane.waitForSelector('text=Also there: Ines Okafor');
    const row = helpRow({
      id: 'h4',
      from: ines,
      text: 'A new one',
      waitingSince: Date.now(),
      conversation: 'c1',
    });
    harness.send({ kind: 'help-desk', desk: { ...desk, waiting: 2 }, row, rings: true });
    await pane.waitForSelector('text=A new one');
    harness.send({ kind: 'help-duty', name: 'ines', isOnDuty: false });
    await pane.waitForSelector('text=No colleague is there');
    await pane.click('.entries button:has-text("My mouse")');
    await button('Open the conversation').click();
    await pane.waitForSelector('text=You are helping here.');
    await button('Notes, hand on, close').click();
    await pane.waitForSelector('text=It is the cable again.');
    await button('Back').click();
    await pane.click('.entries button:has-text("The printer")');
    await button('Take').click();
    expect(sent('takeHelp')).to.deep.equal([{ id: 'h1' }]);
  });

  it('fetches what was said before one came, by itself and once', async () => {
    const usual = harness.answer;
    harness.answer = (command, input) =>
      command === 'history' ? { messages: firstMessages } : usual(command, input);
    talk.messages = [];
    await open(inTalk, { desk });
    await pane.waitForSelector('text=The prices on the left');
    talk.messages = firstMessages;
    harness.answer = usual;
    expect(sent('history')).to.deep.equal([{ conversation: 'c1', before: 3, limit: 100 }]);
  });

  it('notes, hands on and closes', async () => {
    await open({ screen: 'desk' }, { desk });
    await pane.click('.entries button:has-text("My mouse")');
    await pane.fill('#help-note', 'Under the desk?');
    await button('Add the note').click();
    await pane.waitForSelector('.help-note:has-text("Under the desk?")');
    await button('Hand on').click();
    const offered = await pane.locator('#help-to option').allTextContents();
    expect(offered).to.deep.equal(['Ines Okafor', 'Hugo (not there)', 'Back to all']);
    await pane.locator('.choice button').click();
    await until(() => sent('handHelp').length === 1);
    expect(sent('handHelp')[0]).to.deep.equal({ id: 'h2', to: 'ines' });
    await button('Close').click();
    await button('Solved').and(pane.locator('.small')).first().click();
    await until(() => sent('closeHelp').length === 1);
    await pane.waitForSelector('.help-desk .entries');
    expect(await pane.locator('text=My mouse').count()).to.equal(0);
    await button('Closed requests').click();
    await pane.waitForSelector('text=Solved');
    await button('Back').click();
    await pane.waitForSelector('text=Waiting');
  });
});
