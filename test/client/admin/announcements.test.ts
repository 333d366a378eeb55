import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { AnnouncementRecord } from '../../../relay/protocol.ts';
import { until } from '../harness.ts';
import { type AdminStage, openAdminStage } from './admin-stage.ts';

const path = '/admin/announcements';
const write = `${path}?write=1`;
const narrow: BrowserContextOptions = {
  ...{ colorScheme: 'dark', locale: 'ar', viewport: { width: 360, height: 700 } },
};
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the section about announcements', function () {
  this.timeout(60_000);
  let stage: AdminStage;
  let page: Page;

  before(async () => {
    stage = await openAdminStage();
    await stage.relay.accounts.create({
      name: 'ann',
      display: 'Ann',
      password: 'a long password',
      duties: ['announcer'],
    });
    await stage.relay.perform('root', 'makeGroup', { name: 'ward', display: 'Ward 3' });
  });
  after(() => stage?.close());
  afterEach(async () => {
    stage.relay.use({ approval: 'none' });
    for (const { id, state } of await listed()) if (state === 'sent') await announcing().withdraw('root', id);
    await stage.leave();
    expect(stage.errors).to.deep.equal([]);
  });

  const announcing = () => stage.relay.announcing;
  const listed = () =>
    announcing().list('root', { states: ['waiting', 'scheduled', 'sent'], before: null, limit: 50 });
  const open = async (where: string, user = 'root', options = {}) => {
    page = await stage.open(user, where, options);
    await page.locator('main h1').waitFor();
  };
  const button = (name: string | RegExp) => page.locator('main').getByRole('button', { name });
  const said = (text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();
  const announce = (text: string, more: object = {}) =>
    announcing().announce('root', { text, to: ['bob'], priority: 'urgent', ...more });
  const shownId = async (): Promise<string> => {
    await page.waitForURL(/announcements\/[\w-]+$/);
    return page.url().split('/').at(-1)!;
  };

  describe('gives axe nothing to find, light, and dark in Arabic on a narrow screen:', () => {
    let one: AnnouncementRecord;
    const both = [{}, narrow];
    const places: Record<string, [where: () => string, looks: BrowserContextOptions[]]> = {
      'the list': [() => path, both],
      'one with its report': [() => `${path}/${one.id}`, both],
      'one that waits': [() => `${path}/${one.id}`, [narrow]],
      'the form': [() => write, both],
      'the form of a change': [() => `${path}/${one.id}?change=1`, [narrow]],
    };
    for (const [name, [where, looks]] of Object.entries(places)) {
      it(name, async () => {
        if (name === 'one that waits') stage.relay.use({ approval: 'all' });
        one = await announcing().announce('ann', {
          ...{ text: 'Leave the house', to: ['bob'], priority: 'emergency', drill: true },
          answers: { options: ['Safe', 'Help'], text: true },
        });
        const found = await Promise.all(
          looks.map(async options => {
            const own = await stage.open('root', where(), options);
            await own.locator('main :is(.card, table)').first().waitFor();
            return stage.findings(own);
          }),
        );
        expect(found.flat()).to.deep.equal([]);
        await announcing().withdraw('root', one.id);
      });
    }
  });

  it('writes by keyboard alone, for a group without somebody, and tells whom that reaches', async () => {
    await open(write);
    await page.getByLabel('What you want to say').focus();
    await page.keyboard.type('The lift rests');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    for (let tabs = 0; tabs < 2; tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('war');
    await page.locator('[role=option]', { hasText: 'Ward 3' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('bo');
    await page.locator('[role=option]', { hasText: 'Bob' }).waitFor();
    await page.keyboard.press('Enter');
    await said('People: 2. Reachable now: 1');
    // Past the signs that take them off again, to those who are left out.
    await page.getByRole('combobox', { name: 'Leave out' }).focus();
    await page.keyboard.type('root');
    await page.locator('[role=option]', { hasText: 'Root' }).waitFor();
    await page.keyboard.press('Enter');
    await said('People: 1. Reachable now: 0');
    await button('Announce').focus();
    await page.keyboard.press('Enter');
    const id = await shownId();
    await said('Announced.');
    const { announcement } = await announcing().report('root', id);
    expect(announcement).to.deep.include({
      ...{ text: 'The lift rests', priority: 'urgent', to: ['@ward', 'bob'], except: ['root'], people: 1 },
    });
  });

  it('asks once more before an emergency, with a picture in it, and follows what becomes of it', async () => {
    await open(write);
    await button('Announce').click();
    await said('Write what you want to say.');
    await page.getByLabel('What you want to say').fill('Leave the house');
    await page.getByRole('radio', { name: /^Emergency/ }).check();
    await page.getByRole('radio', { name: 'Groups and people' }).check();
    await button('Announce').click();
    await said('Choose who it is for.');
    const whom = page.getByRole('combobox', { name: 'Groups and people' });
    for (const [typed, found] of [
      ['ali', 'Alice'],
      ['bo', 'Bob'],
    ] as const) {
      await whom.pressSequentially(typed);
      await page.locator('[role=option]', { hasText: found }).click();
    }
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'way-out.png', mimeType: 'image/png', buffer: picture },
    });
    await page.getByRole('figure').getByAltText('way-out.png').waitFor();
    await page.getByRole('radio', { name: 'They choose an answer' }).check();
    await page.getByRole('textbox', { name: 'Answer 1' }).fill('I am safe');
    await button('Announce').click();
    const sure = page.getByRole('alertdialog', { name: 'Announce this emergency?' });
    await sure.getByText('these people (2)').waitFor();
    await page.keyboard.press('Escape');
    await sure.waitFor({ state: 'detached' });
    await button('Announce').click();
    await button('Announce the emergency').click();
    const id = await shownId();
    await said('2 sent');
    await stage.relay.perform('alice', 'announcementShown', { announcement: id });
    await said('1 on screen');
    await stage.relay.perform('bob', 'acknowledge', { announcement: id, option: 'I am safe' });
    await said('1 acknowledged');
    await page.locator('tr', { hasText: 'Bob' }).getByText('I am safe').waitFor();
    await page.getByLabel('Shown', { exact: true }).selectOption({ label: 'not acknowledged' });
    await page.locator('tr', { hasText: 'Bob' }).waitFor({ state: 'detached' });
    const [csv] = await Promise.all([page.waitForEvent('download'), button('Download as CSV').click()]);
    expect(csv.suggestedFilename()).to.equal(`announcement-${id}.csv`);
    await button('Remind').click();
    await button('Remind').click();
    await said('Shown again to those who have not acknowledged it.');
    await button('All clear…').click();
    await page.getByLabel('What it says').fill('You may come back.');
    await button('Give the all-clear').click();
    await said('The all-clear has gone out.');
    const [open1] = stage.relay.openAnnouncements('alice');
    expect(open1).to.include({ text: 'You may come back.', clears: id });
  });

  it('shows who it went to by the hundred, each as it happens, and all of them as CSV', async () => {
    const names = Array.from({ length: 130 }, (_, n) => `p${n + 100}`);
    await Promise.all(
      names.map(name => stage.relay.accounts.create({ name, display: name, password: 'a long password' })),
    );
    const { id } = await announce('Are you there?', { to: names });
    await open(`${path}/${id}`);
    const row = (name: string) => page.locator('tbody tr', { hasText: name });
    await row('p199').waitFor();
    expect(await page.locator('tbody tr').count()).to.equal(100);
    await page.locator('nav.pages').getByText('Next').click();
    await row('p229').waitFor();
    expect(await page.locator('tbody tr').count()).to.equal(30);
    for (const name of ['p100', 'p229']) await stage.relay.perform(name, 'acknowledge', { announcement: id });
    await said('2 acknowledged');
    await page.locator('tbody tr:not(.is-missing)', { hasText: 'p229' }).waitFor();
    await page.getByRole('searchbox').fill('p10');
    await row('p100').waitFor();
    await until(async () => (await page.locator('tbody tr').count()) === 10);
    await page.getByLabel('Shown', { exact: true }).selectOption({ label: 'not acknowledged' });
    await row('p100').waitFor({ state: 'detached' });
    await stage.relay.perform('p101', 'acknowledge', { announcement: id });
    await row('p101').waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr').count()).to.equal(8);
    const [csv] = await Promise.all([page.waitForEvent('download'), button('Download as CSV').click()]);
    const table = await readFile(await csv.path(), 'utf8');
    expect(table.trim().split('\r\n')).to.have.length(131);
  });

  it('keeps what was written when it is refused, and announces it once when it goes', async () => {
    await open(write);
    await page.getByLabel('What you want to say').fill('Parking is free');
    await page.route('**/api/v1/announcements', route => route.abort(), { times: 1 });
    await button('Announce').click();
    await said('Nothing has gone out. What you wrote is still here.');
    expect(await page.getByLabel('What you want to say').inputValue()).to.equal('Parking is free');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.goBack();
    expect(await page.getByLabel('What you want to say').inputValue()).to.equal('Parking is free');
    await button('Announce').click();
    await said('Announced.');
    expect((await listed()).map(({ text }) => text)).to.deep.equal(['Parking is free']);
  });

  it('says what is wrong with a file, and goes without it', async () => {
    stage.relay.use({ files: { maxBytes: 10, quotaBytes: 1_000, types: 'any' } });
    await open(write);
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(100) },
    });
    await said(/not taken: /);
    await button('Take film.mp4 off').click();
    await page.locator('.enclosed').waitFor({ state: 'detached' });
    stage.relay.use({ files: { maxBytes: 25_000_000, quotaBytes: 1_000_000_000, types: 'any' } });
  });

  it('waits for a second person, who sees that in the menu, and refuses with a reason or approves', async () => {
    stage.relay.use({ approval: 'all' });
    const first = await announcing().announce('ann', { text: 'No parking', to: ['bob'] });
    await open(path, 'ann');
    await said('Waiting for approval');
    expect(await page.locator('.sections .badge').count()).to.equal(0);
    await open(path);
    await page.getByRole('link', { name: /Announcements.*waiting for your approval: 1/ }).waitFor();
    await page.locator('tr', { hasText: 'No parking' }).getByRole('link').click();
    await button('Refuse…').click();
    await page.getByLabel(/^Why\?/).fill('Which one?');
    await button('Refuse').click();
    await said('Refused.');
    expect((await announcing().report('ann', first.id)).announcement.refusal).to.deep.equal({
      ...{ by: 'root', reason: 'Which one?' },
    });
    await page.locator('.sections .badge').waitFor({ state: 'detached' });
    const second = await announcing().announce('ann', { text: 'No parking in the yard', to: ['bob'] });
    await page.goto(`${stage.direct}${path}/${second.id}`);
    await button('Approve').click();
    await said('Approved.');
    await said('1 sent');
    await open(`${path}/${first.id}`, 'ann');
    await said('Which one?');
    await page.getByRole('link', { name: 'Use as a draft' }).click();
    await page.getByLabel('What you want to say').waitFor();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'No parking');
  });

  it('plans one for a time, and changes it', async () => {
    await open(write);
    await page.getByLabel('What you want to say').fill('Water is off');
    await page.getByRole('radio', { name: 'At a time' }).check();
    await button('Schedule').click();
    await said('Choose a day and an hour.');
    const at = new Date(Date.now() + 7_200_000);
    const field = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    await page.getByLabel('Shown at').fill(field);
    await page.getByLabel('It ends').selectOption({ label: 'after one hour' });
    await button('Schedule').click();
    await said('Scheduled.');
    const [before] = await listed();
    expect(before!.expiresAt! - before!.sendAt!).to.equal(3_600_000);
    await page.getByRole('link', { name: 'Change…' }).click();
    await page.getByLabel('What you want to say').fill('Water is off until noon');
    await button('Save the change').click();
    await said('Changed.');
    const [after] = await listed();
    expect(after).to.deep.include({
      ...{ text: 'Water is off until noon', sendAt: before!.sendAt, expiresAt: before!.expiresAt },
    });
    await button('Withdraw').click();
    await button('Withdraw').click();
    await said('Withdrawn.');
  });

  it('keeps a template, begins from it, and deletes it', async () => {
    await open(write);
    await page.getByLabel('What you want to say').fill('Fire in …');
    await page.getByText('Only some, by presence').first().click();
    await page.getByLabel('online', { exact: true }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: picture });
    await page.getByText('Keep as a template').click();
    await page.getByLabel('Name of the template').fill('Fire');
    await button('Keep').click();
    await said('“Fire” is kept as a template.');
    await button('Start anew').click();
    await page.getByLabel('What you want to say').fill('Something else');
    await page.getByLabel('Start from a template').selectOption('Fire');
    expect(await page.getByLabel('What you want to say').inputValue()).to.equal('Fire in …');
    expect(await page.getByLabel('online', { exact: true }).isChecked()).to.equal(true);
    await page.locator('.look').getByAltText('plan.png').waitFor();
    await button('Undo').click();
    expect(await page.getByLabel('What you want to say').inputValue()).to.equal('Something else');
    await button('Delete the template').click();
    await button('Delete the template').click();
    await said('“Fire” is deleted.');
    expect(await announcing().templates('root')).to.deep.equal([]);
  });

  it('changes what runs, and asks everybody again where that is wanted', async () => {
    const { id } = await announce('Meet at noon', { expiresAt: Date.now() + 3_600_000 });
    await stage.relay.perform('bob', 'acknowledge', { announcement: id });
    await open(`${path}/${id}?change=1`);
    await page.getByLabel('What you want to say').fill('Meet at one');
    await page.getByLabel(/^Ask everybody to acknowledge it again/).check();
    await button('Save the change').click();
    await said('0 acknowledged');
    expect(stage.relay.openAnnouncements('bob').map(({ text }) => text)).to.deep.equal(['Meet at one']);
  });

  it('is there for whoever may announce, and for nobody else', async () => {
    await open('/admin', 'ann');
    expect(await page.locator('.sections a').allInnerTexts()).to.deep.equal(['Announcements']);
    await open(path, 'bob');
    expect(await page.getByText('Write an announcement').count()).to.equal(0);
    const headers = { cookie: await cookieOf('bob') };
    expect((await stage.ask('/api/v1/announcements', { headers })).json.code).to.equal('forbidden');
  });

  const cookieOf = async (user: string) =>
    `hallway=${await stage.relay.accounts.issueToken(user, 'session')}`;
});
