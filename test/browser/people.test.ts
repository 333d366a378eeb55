import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { until } from '../client/harness.ts';
import { inPieces, pixel } from '../conversations/pictures.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

/** What the row of somebody says of them. */
const rowOf = (person: Person, display: string) =>
  person.pane.locator('.person', { has: person.page.locator(`bdi:text-is("${display}")`) });

describe(`people and groups, from the first look to the first conversation${trustNote}`, function () {
  this.timeout(120_000);
  let sites: Site[];
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    [alice, bob] = await Promise.all([stage.person('alice'), stage.person('bob')]);
  });
  after(() => stage?.close());

  const shows = (person: Person, display: string, presence: string) =>
    rowOf(person, display).locator('.presence', { hasText: presence }).waitFor();

  it('Alice sees who is there, and that Bob comes, without loading anything anew', async () => {
    await alice.visits('https://plain.example/');
    await alice.pane.getByRole('button', { name: 'Open Hallway' }).click();
    await alice.pane.getByRole('button', { name: 'People', exact: true }).click();
    await shows(alice, 'Bob', 'offline');
    await alice.page.evaluate(() => Object.assign(window, { isSame: true }));
    await bob.visits('https://self.example/');
    await shows(alice, 'Bob', 'online');
    await stage.server.relay.pictures.set('bob', inPieces(pixel));
    const picture = rowOf(alice, 'Bob').locator('.face img');
    await until(() => picture.evaluate(image => (image as HTMLImageElement).naturalWidth > 0));
    expect(await alice.page.evaluate(() => 'isSame' in window)).to.equal(true);
  });

  it('makes a group and invites Bob, who finds the news in his page and joins', async () => {
    await alice.pane.getByRole('button', { name: 'Groups', exact: true }).click();
    await alice.pane.getByRole('button', { name: 'Make a group' }).click();
    await alice.pane.getByLabel('Name', { exact: true }).fill('Late shift');
    await alice.pane.getByRole('button', { name: 'Make the group' }).click();
    await alice.pane.getByRole('button', { name: 'Invite into the group' }).click();
    await alice.pane.getByRole('combobox', { name: 'To' }).pressSequentially('bo');
    await alice.pane.getByRole('option', { name: /Bob/ }).click();
    await alice.pane.getByRole('button', { name: 'Invite into the group' }).click();
    await alice.sees('invited');

    await bob.pane.getByRole('button', { name: 'Open Hallway, new: 1' }).click();
    await bob.pane.getByRole('button', { name: 'You are invited into Late shift', exact: true }).click();
    await bob.pane.getByRole('button', { name: 'Join Late shift' }).click();
    await shows(bob, 'Alice', 'online');

    await alice.pane.getByRole('button', { name: 'Show who is in Late shift' }).click();
    await shows(alice, 'Bob', 'online');
    expect(await alice.pane.getByLabel('Shown').inputValue()).to.equal('group:late-shift');
  });

  it('sees the group again on the next page, and there that Bob does not want to be disturbed', async () => {
    await alice.visits('https://nonce.example/');
    await shows(alice, 'Bob', 'online');
    await bob.pane.getByRole('button', { name: 'More' }).click();
    await bob.pane.getByRole('button', { name: 'Do not disturb' }).click();
    await shows(alice, 'Bob', 'do not disturb');
    await rowOf(alice, 'Bob').getByRole('button', { name: 'Chat: not to be disturbed' }).waitFor();
    await bob.pane.getByRole('button', { name: 'More' }).click();
    await bob.pane.getByRole('button', { name: 'Can be disturbed again' }).click();
    await shows(alice, 'Bob', 'online');
  });

  it('says the first words from Bob’s row; he answers inside the page that he is on', async () => {
    await rowOf(alice, 'Bob').getByRole('button', { name: 'Chat with Bob' }).click();
    await alice.page.keyboard.type('Can you swap the late shift?');
    await alice.page.keyboard.press('Enter');
    // He looks at his group: the invitation is a line above it.
    await bob.pane.getByRole('button', { name: 'Alice invites you' }).click();
    await bob.sees('Can you swap the late shift?');
    await bob.says('Yes, I can.');
    await alice.sees('Yes, I can.');
  });

  it('leaves a message while he is gone, which he finds in his inbox', async () => {
    await bob.page.goto('about:blank');
    await alice.pane.getByRole('button', { name: 'Back' }).click();
    await alice.pane.getByRole('button', { name: 'People', exact: true }).click();
    await rowOf(alice, 'Bob').getByRole('button', { name: 'Leave Bob a message' }).click();
    await alice.page.keyboard.type('The keys are in the drawer.');
    await alice.page.keyboard.press('Enter');
    await alice.sees('Your message for Bob is left.');
    await bob.visits('https://plain.example/');
    const news = bob.pane.getByRole('button', { name: 'Messages left for you: 1' });
    await until(async () => {
      const launcher = bob.pane.getByRole('button', { name: /^Open Hallway/ });
      if (await launcher.isVisible()) await launcher.click();
      return news.isVisible();
    });
    await news.click();
    await bob.pane.getByRole('button', { name: /Alice.*The keys/s }).click();
    await bob.sees('The keys are in the drawer.');
    await bob.pane.getByText('new', { exact: true }).waitFor({ state: 'detached' });
  });
});
