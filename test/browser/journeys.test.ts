import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { trustNote } from '../../fixtures/nss-database.ts';
import type { ServerFrame } from '../../relay/protocol.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe(`journeys${trustNote}`, function () {
  this.timeout(120_000);
  let sites: Site[];
  let stage: Stage;
  let people: Record<'alice' | 'bob' | 'carol', Person>;

  before(async () => {
    sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host), tls: 'h2' });
    const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map(name => stage.person(name)));
    people = { alice: alice!, bob: bob!, carol: carol! };
  });
  after(() => stage?.close());

  it('several invitees make a conversation of several, in the pages that they have open', async () => {
    const { alice, bob, carol } = people;
    await Promise.all([
      alice.visits('https://plain.example/'),
      bob.visits('https://nonce.example/'),
      carol.visits('http://types.example/'),
    ]);
    await alice.invites(['bob', 'carol'], { header: 'Rota', message: 'Who takes Friday?' });
    await Promise.all([bob.sees('Who takes Friday?'), carol.sees('Who takes Friday?')]);
    await bob.says('I can until six.');
    await carol.sees('I can until six.');
    await carol.says('Then I come at six.');
    await Promise.all([alice.sees('Then I come at six.'), bob.sees('Then I come at six.')]);
  });

  it('the window stands in every kind of page over HTTP/2 as well', () =>
    people.bob.findsWindowIn(sites, 'Then I come at six.'));

  it('a declined invitation is seen as such by the one who sent it, and is gone for the other', async () => {
    const { alice, bob } = people;
    await openFresh(alice, 'https://self.example/');
    await openFresh(bob, 'https://isolated.example/');
    await alice.invites(['bob'], { header: 'Tea?', message: 'In the kitchen' });
    await bob.sees('In the kitchen');
    await bob.presses('Decline');
    await alice.sees(/declined/);
    await bob.pane.getByText('In the kitchen').waitFor({ state: 'detached' });
  });

  it('a withdrawn invitation is seen as such by the invitee', async () => {
    const { alice, bob } = people;
    await openFresh(alice, 'https://self.example/');
    await openFresh(bob, 'https://isolated.example/');
    await alice.invites(['bob'], { header: 'Cake', message: 'There is cake' });
    await bob.sees('There is cake');
    await alice.presses(/^Withdraw/);
    await bob.sees(/has withdrawn the invitation/);
  });

  it('an invitation put off for later folds away, and is still there in the list', async () => {
    const { alice, bob } = people;
    await openFresh(alice, 'https://self.example/');
    await openFresh(bob, 'https://isolated.example/');
    await alice.invites(['bob'], { header: 'Stocktaking', message: 'When you have time' });
    await bob.sees('When you have time');
    await bob.presses('Later');
    await bob.pane.getByText('When you have time').waitFor({ state: 'detached' });
    await bob.pane.getByRole('button', { name: /Open Hallway/ }).click();
    await bob.sees('Stocktaking');
  });

  it('shows each message once in each tab, and one tab alone rings', async () => {
    const { alice, bob } = people;
    await openFresh(alice, 'https://self.example/');
    await openFresh(bob, 'https://isolated.example/');
    const first = bob.page;
    const rings = new Map<Page, boolean>();
    bob.page = await bob.session.newPage();
    for (const page of [first, bob.page]) {
      page.on('websocket', socket =>
        socket.on('framereceived', ({ payload }) => {
          const frame = JSON.parse(String(payload)) as ServerFrame;
          if (frame.kind === 'ring') rings.set(page, frame.on);
        }),
      );
    }
    await first.reload();
    await bob.visits('https://plain.example/');
    await alice.invites(['bob'], { header: 'Two tabs', message: 'Only one bell' });
    await bob.sees('Only one bell');
    await first.bringToFront();
    await first.frameLocator('iframe[data-hallway]').getByText('Only one bell').first().waitFor();
    for (const page of [first, bob.page]) {
      const message = page.frameLocator('iframe[data-hallway]').getByText('Only one bell');
      expect(await message.count()).to.equal(1);
    }
    expect([...rings.values()].filter(isOn => isOn)).to.have.length(1);
  });

  it('takes no click of the page that lies beside the window', async () => {
    const { bob } = people;
    await bob.visits('https://plain.example/');
    const frame = bob.page.locator('iframe[data-hallway]');
    await frame.waitFor();
    const box = (await frame.boundingBox())!;
    const hit = await bob.page.evaluate(
      ([x, y]) => document.elementFromPoint(x, y)?.matches('iframe[data-hallway]'),
      [box.x - 3, box.y - 3] as const,
    );
    expect(hit).to.equal(false);
  });
});

/** A fresh page with only the launcher, whatever was open before. */
async function openFresh(person: Person, url: string): Promise<void> {
  await person.visits(url);
  const fold = person.pane.getByRole('button', { name: 'Fold away' });
  const launcher = person.pane.getByRole('button', { name: /Open Hallway/ });
  await fold.or(launcher).first().waitFor();
  if (await fold.isVisible()) await fold.click();
  await launcher.waitFor();
}
