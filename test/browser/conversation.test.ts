import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { pixel } from '../conversations/pictures.ts';
import { makeSites, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe(`a conversation grown up, in the pages of two people${trustNote}`, function () {
  this.timeout(120_000);
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    const sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    [alice, bob] = await Promise.all([stage.person('alice'), stage.person('bob')]);
    await alice.visits('http://plain.example/');
    await alice.invites(['bob'], { header: 'Moving', message: 'The floor plan is ready' });
    await bob.visits('https://self.example/');
    await bob.sees('Alice invites you to talk');
    await bob.pane.getByRole('textbox').fill('Show me');
    await bob.pane.getByRole('textbox').press('Enter');
    await alice.sees('Show me');
  });
  after(() => stage?.close());

  it('Alice sends a picture, which Bob sees in his page and reacts to', async () => {
    const files = [{ name: 'floor plan.png', mimeType: 'image/png', buffer: pixel }];
    await alice.pane.locator('input[type=file]').setInputFiles(files);
    await alice.pane.locator('.chip.is-kept').waitFor();
    await alice.says('Here it is');
    await bob.sees('Here it is');
    const picture = bob.pane.getByRole('img', { name: 'floor plan.png' });
    await picture.waitFor();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).to.equal(1);
    const button = bob.pane.locator('.act').last();
    await button.focus();
    await button.press('Enter');
    await bob.pane.getByRole('button', { name: 'React with 🎉' }).press('Enter');
    await alice.pane.getByRole('button', { name: /^🎉 1/ }).waitFor();
  });

  it('goes along to the next page as it is', async () => {
    await alice.visits('https://nonce.example/');
    await alice.pane.getByRole('button', { name: /^🎉 1/ }).waitFor();
    await alice.pane.getByRole('img', { name: 'floor plan.png' }).waitFor();
  });

  it('is found again by its words and by the names of its files', async () => {
    await bob.pane.getByRole('button', { name: 'Back' }).press('Enter');
    await bob.pane.getByRole('textbox', { name: 'Search messages' }).fill('floor');
    const hits = bob.pane.locator('.hit');
    await hits.nth(1).waitFor();
    expect(await hits.count()).to.equal(2);
    await bob.pane.getByRole('button', { name: /floor plan is/ }).press('Enter');
    await bob.pane.locator('#m1.is-found').waitFor();
  });
});
