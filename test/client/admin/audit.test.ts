import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { type AdminStage, openAdminStage } from './admin-stage.ts';

describe('Audit', function () {
  this.timeout(60_000);
  let stage: AdminStage;
  before(async () => {
    stage = await openAdminStage();
    const { accounts, announcing } = stage.relay;
    await accounts.create({ name: 'olga', password: 'a password of hers', duties: ['auditor'] });
    await accounts.administer('root', 'bob', { duties: ['helpdesk'] });
    await announcing.announce('root', { text: 'Lunch is ready', to: ['bob'] });
  });
  after(() => stage.close());
  afterEach(async () => {
    await stage.leave();
    expect(stage.errors.splice(0)).to.deep.equal([]);
  });
  const looks: [string, BrowserContextOptions][] = [
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 360, height: 740 } }],
    ['arabic', { locale: 'ar' }],
  ];

  it('shows an auditor what was done, by whom and to whom, and only what is asked for', async () => {
    const page = await stage.open('olga', '/admin');
    await page.getByRole('heading', { name: 'Audit' }).waitFor();
    await page.getByRole('row', { name: /announced root/ }).waitFor();
    await page.getByLabel('What', { exact: true }).selectOption('duties changed');
    await page.getByText('duties: ["helpdesk"]').waitFor();
    await page.getByRole('row', { name: /announced root/ }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).to.contain('action=duties_changed');
    const link = await page.getByRole('link', { name: 'As a table (CSV)' }).getAttribute('href');
    const csv = await page.evaluate(async path => (await fetch(path!)).text(), link);
    expect(csv.trim().split('\n')).to.have.length(2);
  });

  it('says at a click whether the log is whole, and gives a checkpoint, which it knows again', async () => {
    const page = await stage.open('olga', '/admin/audit');
    await page.getByRole('button', { name: 'Check it now' }).click();
    await page.getByText(/It is whole: entries 1 to/).waitFor();
    const checkpoint = await page.getByLabel('Checkpoint of now').inputValue();
    expect(await stage.findings(page)).to.deep.equal([]);
    expect(checkpoint).to.match(/^\d+:[0-9a-f]{64}$/);
    await page.getByText('Checkpoint that you kept').first().click();
    await page.getByLabel(/Checkpoint that you kept/).fill(checkpoint);
    await page.getByRole('button', { name: 'Check it now' }).click();
    await page.getByText('The checkpoint stands in it.').waitFor();
    await page.getByLabel(/Checkpoint that you kept/).fill(`1:${'0'.repeat(64)}`);
    await page.getByRole('button', { name: 'Check it now' }).click();
    await page.getByText(/The checkpoint is not in it/).waitFor();
    await page.getByLabel(/Checkpoint that you kept/).fill('yesterday');
    await page.getByRole('button', { name: 'Check it now' }).click();
    await page.getByText(/A checkpoint is written/).waitFor();
  });

  it('sets a hold with a reason, which an auditor sees and cannot lift', async () => {
    const page = await stage.open('root', '/admin/audit/keeping');
    await page.getByText('for ever').first().waitFor();
    await page.getByLabel('Name of the person').fill('nobody');
    await page.getByLabel('Reason').fill('Case 12');
    await page.getByRole('button', { name: 'Put under hold' }).click();
    await page.getByText('There is nobody of that name.').waitFor();
    await page.getByLabel('Name of the person').fill('alice');
    await page.getByRole('button', { name: 'Put under hold' }).click();
    await page.getByText('alice is under hold.').waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);

    const other = await stage.open('olga', '/admin/audit/keeping');
    await other.locator('tbody').getByText('in force').waitFor();
    expect(await other.getByRole('button', { name: /Lift/ }).count()).to.equal(0);

    await page.getByRole('button', { name: 'Lift the hold on alice' }).click();
    await page.getByLabel('Why it is lifted').fill('Case closed');
    await page.getByRole('button', { name: 'Lift the hold', exact: true }).click();
    await page.getByText(/Lifted by root/).waitFor();
  });

  it('holds, saves and deletes somebody at their own place', async () => {
    await stage.relay.accounts.create({ name: 'finn', display: 'Finn', password: 'a password of his' });
    const page = await stage.open('root', '/admin/people/finn');
    const data = page.getByRole('region', { name: 'All that is there' });
    await data.getByLabel('Reason').fill('Case 13');
    await data.getByRole('button', { name: 'Put under hold' }).click();
    await data.getByText('Everything of theirs is under hold: Case 13').waitFor();
    const remove = async () => {
      await data.getByRole('button', { name: 'Delete this person' }).click();
      await data.getByText(/What Finn said/).waitFor();
      await data.getByRole('button', { name: 'Delete this person' }).click();
    };
    await remove();
    await data.getByText(/is under a legal hold: lift it first/).waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);
    await data.getByRole('button', { name: 'Lift the hold on finn' }).click();
    await data.getByLabel('Why it is lifted').fill('Closed');
    await data.getByRole('button', { name: 'Lift the hold', exact: true }).click();
    await data.getByLabel('Reason').waitFor();
    const saved = page.waitForEvent('download');
    await data.getByRole('link', { name: 'Save everything there is of them' }).click();
    expect((await saved).suggestedFilename()).to.equal('hallway-finn.tar');
    await remove();
    await data.getByText('Finn is deleted.').waitFor();
    await stage.relay.persons.deleted();
  });

  it('says what was done, and what is refused, in the reader’s language', async () => {
    const page = await stage.open('root', '/admin/audit', { locale: 'de' });
    await page.getByLabel('Was', { exact: true }).selectOption('Aufgaben geändert');
    await page.getByRole('row', { name: /^Aufgaben geändert root bob/ }).waitFor();
    await page.goto(`${stage.direct}/admin/audit/keeping`);
    await page.getByLabel('Name der Person').fill('nobody');
    await page.getByLabel('Grund').fill('Fall 14');
    await page.getByRole('button', { name: 'Sichern', exact: true }).click();
    await page.getByText('Unter diesem Namen gibt es niemanden').waitFor();
  });

  for (const [name, options] of looks) {
    it(`is right in its ${name} look`, async () => {
      const page = await stage.open('root', '/admin/audit', options);
      await page.getByRole('row').nth(3).waitFor();
      await page.locator('.check-log button').click();
      await page.locator('.verdict').waitFor();
      expect(await stage.findings(page)).to.deep.equal([]);
      await page.goto(`${stage.direct}/admin/audit/keeping`);
      await page.locator('.lengths').waitFor();
      expect(await stage.findings(page)).to.deep.equal([]);
    });
  }
});
