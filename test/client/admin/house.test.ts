import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { said } from './admin-stage.ts';
import { openSettingsStage, type SettingsStage } from './settings-stage.ts';

/** Each part in one look: what they have in common is in all of them. */
const looks: Record<string, [BrowserContextOptions, ...parts: string[]]> = {
  light: [{}, '', '/rules'],
  'dark and narrow': [{ colorScheme: 'dark', viewport: { width: 360, height: 740 } }, '/sites', '/rules/new'],
  Arabic: [{ locale: 'ar', viewport: { width: 800, height: 900 } }, '/limits', '/all'],
};

describe('the settings', function () {
  this.timeout(60_000);
  let stage: SettingsStage;
  before(async () => {
    stage = await openSettingsStage();
  });
  afterEach(() => stage.leave());
  after(() => stage.close());

  const card = (page: Page, title: string) =>
    page.locator('.card', { has: page.getByRole('heading', { name: title, exact: true }) });

  it('block a site from whatever was pasted, and free it again', async () => {
    const page = await stage.open('root', '/admin/house/sites');
    const blocked = card(page, 'Blocked sites');
    await blocked.getByLabel('Host name', { exact: true }).fill('https://Videos.example/watch?v=1');
    await blocked.getByRole('button', { name: /^Add/ }).click();
    await said(page, 'videos.example is added.');
    expect(stage.setting('block.hosts').value).to.deep.equal(['games.example', 'videos.example']);
    await blocked.getByRole('button', { name: 'Remove games.example' }).click();
    await blocked.getByText('in the file, taken out here').waitFor();
    expect(stage.setting('block.hosts').value).to.deep.equal(['videos.example']);
    await blocked.getByRole('button', { name: /^Take back/ }).click();
    await blocked.getByText('As it stands in the file.').waitFor();
    await blocked.getByLabel('Host name', { exact: true }).fill('not a host');
    await blocked.getByLabel('Host name', { exact: true }).press('Enter');
    await blocked.getByText('which is not a host glob').waitFor();
  });

  it('keep a site’s https closed, for good what was learned, and open it again', async () => {
    const page = await stage.open('root', '/admin/house/sites');
    const closed = card(page, 'Sites whose https stays closed');
    await closed.getByText('programs refuse our certificate (3 people, 5 times)').waitFor();
    await closed.getByRole('button', { name: 'Keep for good: app.pinned.example' }).click();
    await said(page, 'app.pinned.example stays closed for good.');
    expect(stage.setting('tls.bypass').value).to.deep.equal(['*.bank.example', 'app.pinned.example']);
    await closed.getByRole('button', { name: 'Open again: app.pinned.example' }).click();
    await said(page, 'app.pinned.example is read again.');
    expect(stage.setting('tls.bypass').value).to.deep.equal(['*.bank.example']);
  });

  it('try a rule on a page, show what it finds, and only then put it live', async () => {
    const page = await stage.open('root', '/admin/house/rules');
    await page.getByText('.old-banner is hidden').waitFor();
    await page.getByRole('link', { name: 'Make a rule' }).click();
    await page.getByLabel('Sites', { exact: true }).fill('intranet.example');
    await page.getByLabel('How the part is named').selectOption({ label: 'By its class' });
    await page.getByLabel('Class').fill('tip');
    await page.getByLabel('It is hidden').check();
    expect(await page.getByLabel('Address of the page').inputValue()).to.equal('http://intranet.example/');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('The rule finds 2 parts, and changes 2 of them.').waitFor();
    await page.getByText('<p class="tip">One</p>').first().waitFor();
    expect(stage.setting('replace').value, 'nothing is changed by a try').to.have.length(1);
    await page.getByRole('button', { name: 'Put it live' }).click();
    await said(page, 'The rule is live');
    expect(stage.setting('replace').value).to.deep.include({
      ...{ hosts: ['intranet.example'], paths: ['*'], selector: '.tip', do: 'hide', with: null },
    });
    await page.getByText('.tip is hidden').waitFor();
    await page.getByRole('button', { name: 'Remove rule 2' }).click();
    await said(page, 'The rule is removed.');
    expect(stage.setting('replace').value).to.have.length(1);
  });

  it('say at its field what is wrong with a rule, by a try and by putting it live', async () => {
    const page = await stage.open('root', '/admin/house/rules/new');
    const part = page.getByLabel('CSS selector', { exact: true });
    await page.getByLabel('How the part is named').selectOption({ label: 'By a CSS selector' });
    await page.getByLabel('Sites', { exact: true }).fill('intranet.example');
    await part.fill('main >');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.locator('.field', { has: part }).getByText('is no CSS selector').waitFor();
    await part.fill('.nowhere');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('The rule finds nothing in this page.').waitFor();
    await page.getByLabel('Address of the page').fill('other.example');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('The rule is not meant for this page').waitFor();
    await page.getByLabel('Address of the page').fill('nowhere.example');
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByText('cannot be fetched').waitFor();
    await page.getByLabel('Sites', { exact: true }).fill('http://x');
    await page.getByRole('button', { name: 'Put it live' }).click();
    const sites = page.locator('.field', { has: page.getByLabel('Sites', { exact: true }) });
    await sites.getByText('is not a host glob').waitFor();
  });

  it('take the window out of all pages, once it was asked twice, and let it in again', async () => {
    const page = await stage.open('root', '/admin/house');
    await page.getByRole('button', { name: 'Take it out everywhere' }).click();
    await page.getByText('the open ones too?').waitFor();
    expect(stage.relay.pages().on).to.equal(true);
    await page.getByRole('button', { name: 'Take it out everywhere' }).click();
    await said(page, 'The window is out of everybody’s pages.');
    expect(stage.relay.pages().on).to.equal(false);
    await page.getByRole('button', { name: 'Let it in again' }).click();
    await said(page, 'The window may stand in pages again.');
    expect(stage.relay.pages().on).to.equal(true);
  });

  it('tell what happens with a page, and which settings take a restart', async () => {
    const page = await stage.open('root', '/admin/house');
    await page.getByLabel('Address of the page').fill('games.example');
    await page.getByLabel('Address of the page').press('Enter');
    await page.getByText('Nobody gets to see this page.').waitFor();
    await page.getByRole('link', { name: 'All settings' }).click();
    await page.getByLabel('Which settings').selectOption({ label: 'Those that take a restart' });
    await page.getByRole('row', { name: /listen\.proxy 127\.0\.0\.1:8080/ }).waitFor();
    await page.getByText('in config.yaml, then restart').first().waitFor();
    expect(await page.getByText('files.maxMb').count()).to.equal(0);
  });

  for (const [look, [options, ...parts]] of Object.entries(looks)) {
    it(`have nothing that axe finds, and fit (${look})`, async () => {
      const page = await stage.open('root', '/admin/house', options);
      for (const part of parts) {
        await page.goto(`${stage.direct}/admin/house${part}`);
        await page.locator('main :is(input, table, .rules)').first().waitFor();
        expect(await stage.findings(page), part).to.deep.equal([]);
      }
      expect(stage.errors).to.deep.equal([]);
    });
  }
});
