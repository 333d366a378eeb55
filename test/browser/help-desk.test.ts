import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe(`the help desk, from a question on a page to its end${trustNote}`, function () {
  this.timeout(180_000);
  let sites: Site[];
  let stage: Stage;
  let alice: Person;
  let ines: Person;
  let hugo: Person;

  before(async () => {
    sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    const password = (name: string) => `${name} has a long password`;
    for (const [name, display] of [
      ['ines', 'Ines'],
      ['hugo', 'Hugo'],
    ] as const)
      await stage.server.relay.accounts.create({
        ...{ name, display, password: password(name), duties: ['helpdesk'] },
      });
    [alice, ines, hugo] = await Promise.all([
      stage.person('alice'),
      stage.person('ines'),
      stage.person('hugo'),
    ]);
  });
  after(() => stage?.close());

  const button = (person: Person, name: string | RegExp) => person.pane.getByRole('button', { name });

  it('Alice asks on the page that she is on, with that page, and hears that nobody is there', async () => {
    await alice.visits('https://plain.example/');
    await button(alice, /^Open Hallway/).click();
    await button(alice, 'Ask for help').click();
    await alice.sees('Nobody is at the help desk right now. You can ask; it will be read.');
    await alice.pane.getByLabel('What do you need help with?').fill('Where do I find the form?');
    await alice.pane.getByLabel(/Attach this page/).check();
    await button(alice, 'Ask the help desk').click();
    await alice.sees('You are next.');
    await alice.sees('Nobody is at the help desk right now. It will be read.');
  });

  it('Ines finds her in the next page that she opens, and takes the request there', async () => {
    await ines.visits('https://self.example/');
    await alice.sees('Somebody will come into this conversation.');
    await button(ines, 'Open Hallway, new: 1').click();
    await button(ines, /Help desk.*Waiting for help: 1/s).click();
    await button(ines, /Alice.*Where do I find the form/s).click();
    await ines.pane.locator('.attachment', { hasText: 'plain.example' }).waitFor();
    await button(ines, 'Take').click();
    await ines.sees('You are helping here.');
    await alice.sees('Ines of the help desk is with you.');
    await ines.says('Which form do you mean?');
    await alice.sees('Which form do you mean?');
  });

  it('Alice goes on to another page, and the conversation with her', async () => {
    await alice.visits('https://nonce.example/');
    await alice.sees('Ines of the help desk is with you.');
    await alice.says('The one for expenses.');
    await ines.sees('The one for expenses.');
  });

  it('Ines writes down a note and hands on to Hugo, at whose page it shows by itself', async () => {
    await hugo.visits('https://plain.example/');
    await button(ines, 'Notes, hand on, close').click();
    await ines.pane.getByLabel('A note').fill('Expenses are Hugo’s.');
    await button(ines, 'Add the note').click();
    await ines.sees('Expenses are Hugo’s.');
    await button(ines, 'Hand on').click();
    await ines.pane.getByLabel('To whom').selectOption({ label: 'Hugo' });
    await ines.pane.locator('form.choice').getByRole('button', { name: 'Hand on' }).click();
    await alice.sees('Hugo of the help desk is with you.');
    await button(hugo, /^Open Hallway, new:/).click();
    await button(hugo, /Where do I find the form/).click();
    await hugo.sees('The one for expenses.');
    await hugo.says('Under Finance, on the left.');
    await alice.sees('Under Finance, on the left.');
  });

  it('Hugo reads the note and closes; Alice sees how it ended, and asks again', async () => {
    await button(hugo, 'Notes, hand on, close').click();
    await hugo.sees('Expenses are Hugo’s.');
    await button(hugo, 'Close').click();
    await hugo.pane
      .getByRole('group', { name: 'How did it end?' })
      .getByRole('button', { name: 'Solved', exact: true })
      .click();
    await alice.sees('This request is closed.');
    await alice.sees('Solved');
    expect(await alice.pane.getByText('Expenses are Hugo’s.').count()).to.equal(0);
    await button(alice, 'Ask again').click();
    await alice.sees('You are next.');
    await button(hugo, /Alice.*Where do I find the form/s).waitFor();
    await button(alice, 'Take back').click();
    await hugo.sees('Nobody waits. New requests appear here by themselves.');
  });

  it('has a page of its own on the portal', async () => {
    await alice.page.goto('https://hallway.internal/');
    await alice.page.getByRole('link', { name: 'Ask for help' }).click();
    await alice.page.getByLabel('What do you need help with?').waitFor();
  });
});
