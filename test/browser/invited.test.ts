import { expect } from 'chai';
import { makeSites, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe('tls.intercept: invited', function () {
  this.timeout(120_000);
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    const sites = await makeSites();
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

  it('ends quiet tunnels, so that the site that was open before shows it too', async () => {
    await bob.untilWindow('https://self.example/', 'On their way.');
    await alice.untilWindow('https://self.example/', 'On their way.');
  });
});
