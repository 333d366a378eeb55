import { expect } from 'chai';
import { type AdminStage, openAdminStage } from './admin-stage.ts';

describe('the help desk as a section', function () {
  this.timeout(60_000);
  let stage: AdminStage;
  before(async () => {
    stage = await openAdminStage();
    const password = 'a long password of theirs';
    for (const name of ['ines', 'hugo']) {
      const display = name === 'ines' ? 'Ines' : 'Hugo';
      await stage.relay.accounts.create({ name, display, password, duties: ['helpdesk'] });
    }
  });
  afterEach(() => stage.leave());
  after(() => stage.close());

  const ask = (user: string, text: string) =>
    stage.relay.perform(user, 'askHelp', { text, page: null, clientId: `asked-by-${user}` });

  it('shows who waits as they come, and takes one with the conversation beside it', async () => {
    const page = await stage.open('ines', '/admin');
    await page.getByText('Nobody waits.').waitFor();
    expect(
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link').allTextContents(),
    ).to.deep.equal(['Help desk']);
    await ask('alice', 'The printer is dead');
    await page.getByRole('button', { name: /Alice.*The printer is dead/s }).click();
    await page.getByRole('button', { name: 'Take', exact: true }).click();
    await page.locator('.drawer').getByText('You are helping here.').waitFor();
    await page.getByLabel('A note').fill('Third floor');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.locator('.case .help-note', { hasText: 'Third floor' }).waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);
  });

  it('hands on to a colleague, who closes it; it stands among the closed', async () => {
    const options = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;
    const page = await stage.open('hugo', '/admin/help-desk', options);
    await page.getByRole('button', { name: /Alice/ }).click();
    const deeds = page.locator('.help-deeds');
    await deeds.getByRole('button', { name: 'Hand on' }).click();
    await page.getByLabel('To whom').selectOption({ label: 'To me' });
    await page.locator('form.choice').getByRole('button', { name: 'Hand on' }).click();
    await page.getByRole('button', { name: 'Open the conversation' }).waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);
    await deeds.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: 'Solved', exact: true }).click();
    await page.getByText('Nobody waits.').waitFor();
    await page.getByRole('link', { name: 'Closed requests' }).click();
    await page.getByRole('button', { name: /Alice.*Solved/s }).click();
    await page.getByText('Third floor').waitFor();
    expect(stage.errors).to.deep.equal([]);
  });

  it('is written from the right in Arabic', async () => {
    await ask('bob', 'Where is the rota?');
    const page = await stage.open('root', '/admin/help-desk', { locale: 'ar' });
    await page.getByRole('button', { name: /Bob/ }).click();
    await page.locator('.case .help-deeds').waitFor();
    expect(await stage.findings(page)).to.deep.equal([]);
  });
});
