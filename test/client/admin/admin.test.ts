import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { type AdminStage, openAdminStage } from './admin-stage.ts';

const looks: Record<string, BrowserContextOptions> = {
  light: {},
  'dark and narrow': { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
  Arabic: { locale: 'ar', viewport: { width: 900, height: 900 } },
};
/** Each section in one look. */
const sections: [path: string, look: keyof typeof looks][] = [
  ['/overview', 'dark and narrow'],
  ['/people', 'light'],
  ['/people/alice', 'Arabic'],
  ['/people?add=1', 'dark and narrow'],
  ['/groups', 'Arabic'],
  ['/groups/ward', 'light'],
  ['/sessions', 'dark and narrow'],
  ['/registration', 'Arabic'],
];

describe('the administrators’ page', function () {
  this.timeout(60_000);
  let stage: AdminStage;
  before(async () => {
    stage = await openAdminStage({ registration: 'invitation' });
    await stage.relay.perform('root', 'makeGroup', { name: 'ward', display: 'Ward 3' });
    await stage.relay.admission.makeCode('root', { note: 'Night shift', days: 7 });
  });
  afterEach(() => stage.leave());
  after(() => stage.close());

  for (const [path, look] of sections) {
    it(`has nothing that axe finds, and fits: ${path} (${look})`, async () => {
      const page = await stage.open('root', `/admin${path}`, looks[look]);
      await page.locator('main .of, main form').first().waitFor();
      expect(await stage.findings(page)).to.deep.equal([]);
      expect(stage.errors).to.deep.equal([]);
    });
  }

  it('leads from the table of people to the first words to one of them, in one click', async () => {
    const page = await stage.open('root', '/admin/people');
    await page.getByRole('button', { name: 'Talk with Bob' }).click();
    const drawer = page.locator('.drawer');
    await drawer.getByText('Bob').first().waitFor();
    await drawer.getByRole('button', { name: 'Send invitation' }).waitFor();
  });

  it('is used with keys alone: past the menu, through a table, and back', async () => {
    const page = await stage.open('root', '/admin/people');
    await page.getByRole('row', { name: /Bob/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('a:focus', { hasText: 'Add' }).waitFor();
    await page.getByRole('link', { name: 'Alice' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Alice' }).waitFor();
  });
});
