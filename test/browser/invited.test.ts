import { expect } from 'chai';
import { trustNote } from '../../fixtures/nss-database.ts';
import { makeSites, type Site, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe(`tls.intercept: invited${trustNote}`, function () {
  this.timeout(120_000);
  let sites: Site[];
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    sites = await makeSites();
    stage = await openStage({
      handler: serveSites(sites),
      hosts: sites.map(({ host }) => host),
      tls: 'h2',
      settings: { HALLWAY_TLS_INTERCEPT: 'invited' },
    });
    [alice, bob] = await Promise.all([stage.person('alice'), stage.person('bob')]);
  });
  after(() => stage?.close());

  it('leaves tunnels closed until somebody is invited, then shows the window on the next page', async () => {
    await bob.visits('https://self.example/');
    expect(await bob.issuerOf('https://self.example/')).to.equal('Test root');
    expect(await bob.page.locator('iframe[data-hallway]').count()).to.equal(0);

    // http pages carry the launcher all the same.
    await alice.visits('http://plain.example/');
    await alice.invites(['bob'], { header: 'Blood bank', message: 'Two units, please' });
    await alice.sees('Two units, please');

    await bob.visits('https://nonce.example/');
    await bob.sees('Two units, please');
    expect(await bob.issuerOf('https://nonce.example/')).to.contain('Hallway');
    await bob.says('On their way.');
    await alice.sees('On their way.');
  });

  it('ends tunnels that have gone quiet, so that the site that was open before shows it too', async () => {
    await stage.tunnelsEnd();
    expect(await stage.figure('ended_tunnels_total')).to.be.greaterThan(0);
    await bob.visits('https://self.example/');
    await bob.holds('On their way.');
  });

  it('stands in every kind of page as long as the conversation goes on', () =>
    bob.findsWindowIn(sites, 'On their way.'));
});
