import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../fixtures/browser.ts';
import { openStage, type Stage } from '../portal/portal-harness.ts';

/** From a code of the administrator's to an account, a forgotten password and a browser left logged in elsewhere. */
describe('a newcomer with a code', () => {
  let stage: Stage;
  let browser: Browser;
  before(async () => {
    stage = await openStage({ registration: 'invitation' });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await stage.close();
  });

  const api = async (path: string, body: object = {}) => {
    const headers = { authorization: `Bearer ${await stage.token('root')}` };
    return (await stage.ask(`/api/v1${path}`, { method: 'POST', headers, body })).json;
  };

  it('makes an account, comes back by a reset link, and ends what is open elsewhere', async () => {
    const page = await browser.newPage();
    await page.goto(stage.direct + (await api('/admin/codes', { note: 'for Carol' })).path);
    // The code is in the form already, and nowhere else: the address would stay in the history.
    expect(await page.inputValue('[name=code]')).to.match(/^[0-9a-z-]{23}$/);
    expect(new URL(page.url()).hash).to.equal('');
    await page.fill('[name=name]', 'carol');
    await page.fill('[name=display]', 'Carol Ito');
    await page.fill('[name=password]', 'carols long password');
    await page.click('main button');
    await page.goto(`${stage.direct}/account`);
    expect(await page.inputValue('[name=display]')).to.equal('Carol Ito');

    const elsewhere = await browser.newContext();
    const second = await elsewhere.newPage();
    await second.goto(stage.direct + (await api('/admin/users/carol/reset')).path);
    await second.fill('[name=password]', 'another long password');
    await second.click('main button');
    await second.fill('[name=password]', 'another long password');
    await second.click('main button');
    await second.waitForURL('**/talk');
    // The first browser was logged out with the old password.
    await page.goto(`${stage.direct}/account`);
    expect(new URL(page.url()).pathname).to.equal('/login');

    await page.fill('[name=name]', 'carol');
    await page.fill('[name=password]', 'another long password');
    await Promise.all([page.waitForURL('**/account'), page.click('main button')]);
    const other = page.locator('.rows li', { hasNotText: '(here)', hasText: '127.0.0.1' });
    await other.locator('button').click();
    await page.waitForSelector('.says.good');
    await second.goto(`${stage.direct}/talk`);
    expect(new URL(second.url()).pathname).to.equal('/login');
  });
});
