import { expect } from 'chai';
import { launchChromium } from '../../fixtures/browser.ts';
import { pixel } from '../conversations/pictures.ts';
import { openStage, passwordOf, type Stage } from './portal-harness.ts';

describe('pictureScript', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  it('sends what somebody chose as a small square, drawn anew, and says what is no picture', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${stage.direct}/login?next=/account`);
      await page.fill('[name=name]', 'alice');
      await page.fill('[name=password]', passwordOf('alice'));
      await Promise.all([page.waitForURL('**/account'), page.click('main button')]);
      const choose = (name: string, buffer: Buffer) =>
        page.setInputFiles('[type=file]', { name, mimeType: 'image/png', buffer });
      await choose('broken.png', Buffer.from('no picture'));
      await page.waitForFunction('document.querySelector("[type=file]").validationMessage !== ""');
      await choose('me.png', pixel);
      await page.waitForSelector('.picture img');
      const size = await page.evaluate(
        'document.querySelector(".picture img").decode().then(() => document.querySelector(".picture img").naturalWidth)',
      );
      expect(size).to.equal(256);
      expect((await stage.relay.me('alice')).picture).to.match(/\.jpg$/);
      await page.click('.picture button');
      await page.waitForSelector('.noPicture');
      expect((await stage.relay.me('alice')).picture).to.equal(null);
    } finally {
      await browser.close();
    }
  });
});
