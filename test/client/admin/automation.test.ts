import { expect } from 'chai';
import { type AdminStage, openAdminStage, said } from './admin-stage.ts';

describe('automation', function () {
  this.timeout(60_000);
  let stage: AdminStage;
  before(async () => {
    stage = await openAdminStage();
  });
  afterEach(() => stage.leave());
  after(() => stage.close());

  const statusOf = async (token: string) =>
    (await stage.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })).status;

  it('makes a token that is good for what was checked, shows it once, and ends it', async () => {
    const page = await stage.open('root', '/admin/automation');
    await page.getByLabel('For what').fill('Monitoring');
    await page.getByLabel('Announcing, and how it was received').check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('It is shown only now.').waitFor();
    const token = await page.getByLabel('The token').inputValue();
    expect((await stage.relay.tokens.list('root'))[0]).to.deep.include({
      ...{ note: 'Monitoring', scopes: ['read', 'announce'] },
    });
    expect(await statusOf(token)).to.equal(200);
    expect(await stage.findings(page)).to.deep.equal([]);
    await page.getByRole('button', { name: 'End: Monitoring' }).click();
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await said(page, 'The token is ended: Monitoring.');
    expect(await statusOf(token)).to.equal(401);
  });

  it('makes a webhook, tries it out, pauses it, lets it go on, and removes it', async () => {
    const options = { colorScheme: 'dark', viewport: { width: 360, height: 740 } } as const;
    const page = await stage.open('root', '/admin/automation/webhooks', options);
    await page.getByText('Nobody is told what happens.').waitFor();
    await page.getByLabel('Address').fill('mailto:me');
    await page.getByLabel('Somebody asks for help').check();
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page
      .locator('.field', { hasText: 'Address' })
      .getByText('is not an http or https address')
      .waitFor();
    await page.getByLabel('Address').fill('https://pager.example/in');
    await page.getByLabel('Name').fill('Pager');
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    expect(await page.getByLabel('The secret that signs').inputValue()).to.match(/^whsec_/);
    await page.getByRole('link', { name: 'Pager' }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.locator('.card [role="status"]:not(:empty)').first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await said(page, 'It is paused');
    const [webhook] = await stage.relay.webhooks.list('root');
    expect(webhook).to.deep.include({ on: false, events: ['help_opened'], note: 'Pager' });
    await page.getByRole('button', { name: 'Go on' }).click();
    await said(page, 'It goes on.');
    await page.getByLabel('There is a new account').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await said(page, 'Saved.');
    await stage.relay.accounts.create({ name: 'new', display: 'New', password: 'new has a password' });
    await page.getByRole('heading', { name: 'The last events' }).waitFor();
    await page.getByRole('row', { name: /There is a new account/ }).waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await said(page, 'The webhook is removed.');
    expect(await stage.relay.webhooks.list('root')).to.deep.equal([]);
    expect(stage.errors).to.deep.equal([]);
  });
});
