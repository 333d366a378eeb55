import { makeSites, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

describe('an invitation whose time is over', function () {
  this.timeout(60_000);
  let stage: Stage;
  let alice: Person;
  let bob: Person;

  before(async () => {
    const sites = await makeSites();
    const hosts = sites.map(({ host }) => host);
    stage = await openStage({ handler: serveSites(sites), hosts, invitationLifeMs: 4_000 });
    [alice, bob] = await Promise.all([stage.person('alice'), stage.person('bob')]);
  });
  after(() => stage?.close());

  it('is seen as expired on both sides', async () => {
    await Promise.all([alice.visits('https://self.example/'), bob.visits('https://nonce.example/')]);
    await alice.invites(['bob'], { header: 'Now or never', message: 'Quick question' });
    await bob.sees('Quick question');
    await bob.sees('The invitation from Alice has expired.');
    await alice.sees('expired');
  });
});
