import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe(`the story: invite a colleague, and talk inside the next page they open${trustNote}`, function () {
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

  it('Alice invites from a page; the window stands in the next page that Bob opens, strict policy or not', async () => {
    await alice.visits('http://plain.example/');
    await alice.invites(['bob'], {
      header: 'Theatre 2',
      instruction: 'Please answer before noon',
      message: 'Can you swap the late shift?',
      attach: true,
    });
    await alice.sees('Can you swap the late shift?');

    await bob.visits('https://self.example/');
    await bob.sees('Alice invites you to talk');
    await bob.sees('Theatre 2');
    await bob.sees('Please answer before noon');
    await bob.sees('Can you swap the late shift?');
    expect(await bob.pane.getByRole('link', { name: /plain\.example/ }).getAttribute('href')).to.equal(
      'http://plain.example/',
    );
  });

  it('Bob answers, and Alice has it in the page that she is on by now', async () => {
    await alice.visits('https://nonce.example/');
    await alice.sees('Can you swap the late shift?');
    await bob.says('Yes, I can.');
    await alice.sees('Yes, I can.');
  });

  it('goes with both from page to page: the same messages, each once, and the draft', async () => {
    await bob.pane.getByRole('textbox', { name: 'Message' }).fill('One more thing: ');
    await bob.visits('https://noframe.example/');
    await bob.sees('Yes, I can.');
    expect(await bob.pane.getByRole('textbox', { name: 'Message' }).inputValue()).to.equal(
      'One more thing: ',
    );
    await bob.says('One more thing: bring the keys.');
    await alice.sees('One more thing: bring the keys.');
    expect(await alice.pane.getByText('bring the keys').count()).to.equal(1);
    expect(await alice.pane.getByText('Yes, I can.').count()).to.equal(1);
  });

  it('stands in every kind of page, which is itself whole, over http and https', () =>
    bob.findsWindowIn(sites, 'bring the keys'));
});
