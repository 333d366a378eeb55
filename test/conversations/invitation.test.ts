import { expect } from 'chai';
import { minutes, seconds } from './clock.ts';
import { type Actor, refused, Stage, stateOf } from './stage.ts';
import { until } from './until.ts';

describe('an invitation', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;

  beforeEach(async () => {
    stage = await Stage.open({ invitationLifeMs: minutes(60) });
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
  });
  afterEach(() => stage.close());

  it('appears in the page that the invitee has open, and the answer in the inviter’s', async () => {
    const atAlice = await alice.opens();
    const atBob = await bob.opens();
    const invitation = await alice.invites([bob], {
      header: 'Lunch',
      instruction: 'Answer soon',
      message: 'Hungry?',
    });

    const seen = await atBob.seesInvitation(invitation, bob, 'pending');
    expect(seen).to.include({ header: 'Lunch', instruction: 'Answer soon' });
    expect(seen.from).to.deep.equal({ name: 'alice', display: 'Alice' });
    await atBob.sees(alice, 'Hungry?');
    expect(atBob.events().map(({ kind }) => kind)).to.deep.equal(['conversation', 'invitation', 'message']);

    await bob.isShown(invitation);
    await atAlice.seesInvitation(invitation, bob, 'shown');
    await bob.accepts(invitation);
    await atAlice.seesInvitation(invitation, bob, 'accepted');
    await bob.says(invitation, 'Very.');
    await atAlice.sees(bob, 'Very.');
  });

  it('waits for the next page of an invitee who has none open', async () => {
    expect(bob.isDue).to.equal(false);
    const invitation = await alice.invites([bob], { message: 'Are you there?' });
    expect(bob.isDue).to.equal(true);
    const atBob = await bob.opens();
    expect(stateOf(atBob.invitations.get(invitation.id), bob)).to.equal('pending');
    await atBob.sees(alice, 'Are you there?');
  });

  it('is accepted by answering', async () => {
    const atAlice = await alice.opens();
    const invitation = await alice.invites([bob], { message: 'Coffee?' });
    await bob.says(invitation, 'Yes!');
    await atAlice.seesInvitation(invitation, bob, 'accepted');
    await atAlice.sees(bob, 'Yes!');
  });

  it('keeps the order of answers that were sent at once', async () => {
    const invitation = await alice.invites([bob], { message: 'Coffee?' });
    const texts = ['one', 'two', 'three', 'four'];
    await Promise.all(texts.map(text => bob.says(invitation, text)));
    expect(await alice.history(invitation)).to.deep.equal([
      'alice: Coffee?',
      ...texts.map(text => `bob: ${text}`),
    ]);
  });

  it('that was declined is seen as such on both sides, and hears no more', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    const invitation = await alice.invites([bob], { message: 'Coffee?' });
    await bob.declines(invitation);
    await atAlice.seesInvitation(invitation, bob, 'declined');
    await atBob.seesInvitation(invitation, bob, 'declined');

    await alice.says(invitation, 'A pity.');
    await atAlice.sees(alice, 'A pity.');
    await refused(bob.says(invitation, 'Oh, yes after all'), 'invitation_over');
    await refused(bob.accepts(invitation), 'invitation_over');
    await refused(bob.history(invitation), 'invitation_over');
    expect(atBob.messages.map(({ text }) => text)).to.deep.equal(['Coffee?']);
    expect((await stage.relay.snapshot('bob')).conversations).to.deep.equal([]);
  });

  it('that everybody declined leaves its conversation with the inviter', async () => {
    const invitation = await alice.invites([bob], { message: 'Coffee?' });
    await bob.declines(invitation);
    const [conversation] = (await stage.relay.snapshot('alice')).conversations;
    expect(conversation!.participants.map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      'alice joined',
      'bob left',
    ]);
  });

  it('is withdrawn by the inviter alone', async () => {
    const atBob = await bob.opens();
    const invitation = await alice.invites([bob, carol]);
    await refused(bob.withdraws(invitation), 'forbidden');
    await carol.accepts(invitation);
    const withdrawn = await alice.withdraws(invitation);
    expect([stateOf(withdrawn, bob), stateOf(withdrawn, carol)]).to.deep.equal(['withdrawn', 'accepted']);
    await atBob.seesInvitation(invitation, bob, 'withdrawn');
    await refused(bob.says(invitation, 'Hello?'), 'invitation_over');
    expect(await alice.withdraws(invitation)).to.deep.equal(withdrawn);
  });

  it('cannot be withdrawn once it is answered', async () => {
    const invitation = await alice.invites([bob]);
    await bob.accepts(invitation);
    await refused(alice.withdraws(invitation), 'invitation_over');
  });

  it('expires by itself', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    const invitation = await alice.invites([bob]);
    stage.clock.pass(minutes(61));
    await atAlice.seesInvitation(invitation, bob, 'expired');
    await atBob.seesInvitation(invitation, bob, 'expired');
    await refused(bob.says(invitation, 'Sorry, I was away'), 'invitation_over');
    await until('nothing to be due', () => !bob.isDue);
  });

  it('that expired while the server was down is over when it starts', async () => {
    const invitation = await alice.invites([bob]);
    await stage.relay.close();
    stage.clock.pass(minutes(61));
    await stage.restarts();
    expect(stateOf((await bob.opens()).invitations.get(invitation.id), bob)).to.equal('expired');
    expect(bob.isDue).to.equal(false);
  });

  it('that is put off keeps quiet for a quarter of an hour, then comes back', async () => {
    const [atAlice, atBob, other] = [await alice.opens(), await bob.opens(), await bob.opens()];
    const invitation = await alice.invites([bob]);
    const { until: again } = await bob.saysLater(invitation, atBob.channel.session);
    expect(again - stage.clock.now()).to.equal(minutes(15));
    await atAlice.seesInvitation(invitation, bob, 'shown');
    await other.gets('mine', frame => frame.snoozed?.[invitation.id] === again);
    expect(atBob.all('mine').filter(({ snoozed }) => Object.keys(snoozed ?? {}).length > 0)).to.deep.equal(
      [],
    );
    await until('quiet', () => !bob.isDue);
    expect((await stage.relay.snapshot('bob')).snoozed).to.deep.equal({ [invitation.id]: again });

    const before = atBob.all('mine').length;
    stage.clock.pass(minutes(15));
    await until('its coming back', () => atBob.all('mine').length > before);
    expect(atBob.all('mine').at(-1)!.snoozed).to.deep.equal({});
    await until('something to be due', () => bob.isDue);
  });

  it('that is put off comes back although the server restarted', async () => {
    const invitation = await alice.invites([bob]);
    await bob.saysLater(invitation);
    await stage.restarts();
    expect(bob.isDue).to.equal(false);
    stage.clock.pass(minutes(15) + seconds(1));
    await until('something to be due', () => bob.isDue);
  });

  it('to several makes a conversation of several', async () => {
    const [atAlice, atBob, atCarol] = [await alice.opens(), await bob.opens(), await carol.opens()];
    const invitation = await alice.invites([bob, carol, bob], { message: 'Meeting?' });
    expect(invitation.to.map(({ name }) => name)).to.deep.equal(['bob', 'carol']);
    await bob.says(invitation, 'I am in.');
    await carol.says(invitation, 'So am I.');
    for (const tab of [atAlice, atBob, atCarol]) {
      await tab.sees(carol, 'So am I.');
      expect(tab.messages.map(({ seq, text }) => `${seq} ${text}`)).to.deep.equal([
        '1 Meeting?',
        '2 I am in.',
        '3 So am I.',
      ]);
    }
  });

  it('names who cannot be invited', async () => {
    await stage.relay.accounts.setDisabled('carol', true);
    const error = await refused(alice.invites(['bob', 'zoe', 'carol']), 'unknown_person');
    expect(error.message).to.include('zoe, carol').and.not.include('bob');
    expect(error.field).to.equal('to');
    expect(await stage.relay.invitations('bob')).to.deep.equal([]);
  });

  it('is not for oneself, and not for nobody', async () => {
    expect((await refused(alice.invites([alice, bob]), 'invalid')).message).to.equal(
      'You cannot invite yourself.',
    );
    expect((await refused(alice.invites([]), 'invalid')).field).to.equal('to');
  });

  it('that is sent again gives the same answer', async () => {
    const ask = { header: 'Lunch', message: 'Hungry?', clientId: 'once' };
    const [first, again] = await Promise.all([alice.invites([bob], ask), alice.invites([bob], ask)]);
    expect(again).to.deep.equal(first);
    expect(await alice.history(first!)).to.deep.equal(['alice: Hungry?']);
    await refused(alice.invites([carol], ask), 'conflict');
    await refused(alice.says(first!, 'Something else', 'once'), 'conflict');
  });

  it('does not exist for anybody else', async () => {
    const invitation = await alice.invites([bob]);
    await refused(carol.accepts(invitation), 'unknown_invitation');
    await refused(carol.withdraws(invitation), 'unknown_invitation');
    await refused(carol.says(invitation, 'Hello'), 'unknown_conversation');
    await refused(carol.history(invitation), 'unknown_conversation');
    await refused(carol.reads(invitation, 1), 'unknown_conversation');
    await refused(carol.leaves(invitation), 'unknown_conversation');
    await refused(carol.drafts(invitation.conversation, 'text'), 'unknown_conversation');
    await refused(carol.types(invitation), 'unknown_conversation');
  });

  it('answered twice alike is answered once', async () => {
    const atAlice = await alice.opens();
    const invitation = await alice.invites([bob]);
    const answers = await Promise.all([bob.accepts(invitation), bob.accepts(invitation)]);
    expect(answers.map(answer => stateOf(answer, bob))).to.deep.equal(['accepted', 'accepted']);
    await refused(bob.declines(invitation), 'invitation_over');
    await atAlice.seesInvitation(invitation, bob, 'accepted');
    expect(atAlice.events().filter(({ kind }) => kind === 'invitation')).to.have.length(2);
  });
});
