import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('usualRules', () => {
  let stage: Stage;
  let alice: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
  });
  afterEach(() => stage.close());

  it('give way to others while the relay runs', async () => {
    expect(stage.relay.admission.registration).to.equal('closed');
    const before = await alice.invites(['bob']);
    stage.relay.use({ registration: 'open', invitationLifeMs: 1_000, invitationsPerMinute: 1 });
    expect(stage.relay.admission.registration).to.equal('open');
    const after = await alice.invites(['carol']);
    expect(after.expiresAt).to.equal(stage.clock.now() + 1_000);
    expect(before.expiresAt).to.be.above(after.expiresAt);
    for (let times = 0; times < 12; times++) await alice.invites(['bob']);
    await refused(alice.invites(['bob']), 'limited');
    stage.relay.use({ invitationsPerMinute: 30 });
    await alice.invites(['bob']);
  });
});
