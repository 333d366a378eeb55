import { expect } from 'chai';
import { minutes } from '../conversations/clock.ts';
import { refused, Stage, stateOf } from '../conversations/stage.ts';

describe('Invitations', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open({ invitationLifeMs: minutes(5), snoozeMs: minutes(1) });
  });
  afterEach(() => stage.close());

  it('carry the page that the inviter attached', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const page = { url: 'https://example.org/report', title: 'The report' };
    expect((await alice!.invites([bob!], { page })).page).to.deep.equal(page);
    const wrong = { url: 'javascript:alert(1)', title: 'Click me' };
    expect((await refused(alice!.invites([bob!], { page: wrong }), 'invalid')).field).to.equal('page.url');
  });

  it('live and are put off as long as the relay was told', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const invitation = await alice!.invites([bob!]);
    expect(invitation.expiresAt - invitation.at).to.equal(minutes(5));
    expect((await bob!.saysLater(invitation)).until - invitation.at).to.equal(minutes(1));
  });

  it('can be shown again and again, and are not put off when they are over', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    const invitation = await alice!.invites([bob!]);
    await bob!.isShown(invitation);
    expect(stateOf(await bob!.isShown(invitation), bob!)).to.equal('shown');
    await refused(alice!.isShown(invitation), 'forbidden');
    await bob!.accepts(invitation);
    expect(stateOf(await bob!.isShown(invitation), bob!)).to.equal('accepted');
    await refused(bob!.saysLater(invitation), 'invitation_over');
  });
});
