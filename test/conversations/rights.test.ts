import { expect } from 'chai';
import { minutes, seconds } from './clock.ts';
import { Actor, refused, Stage, stateOf } from './stage.ts';

describe('rights', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('root', 'admin');
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
  });
  afterEach(() => stage.close());
  const presenceOf = async (viewer: Actor, name: string) =>
    (await stage.relay.person(viewer.name, name)).presence;

  it('keep nobody from an administrator, who reaches and is answered past reach, barrier and block', async () => {
    const root = new Actor(stage, 'root');
    await carol.does('makeGroup', { name: 'sell', display: 'Sellers' });
    await bob.does('makeGroup', { name: 'buy', display: 'Buyers' });
    await root.does('admit', { group: 'sell', name: 'root', role: 'member' });
    await stage.relay.setBarrier('root', ['buy', 'sell'], true);
    await bob.does('reachable', { by: 'contacts' });
    await bob.does('block', { name: 'root', on: true });
    const talk = await root.invites([bob], { message: 'A word with you' });
    expect(bob.isDue).to.equal(true);
    await bob.says(talk, 'Yes?');
    await root.says(talk, 'Your key was found');
    expect(await bob.history(talk)).to.deep.equal([
      ...['root: A word with you', 'bob: Yes?', 'root: Your key was found'],
    ]);
    await refused(carol.invites([bob]), 'unknown_person');
  });

  describe('of being seen', () => {
    it('go by what a person says, everywhere and at once', async () => {
      const talk = await alice.invites([bob]);
      await bob.accepts(talk);
      const [atAlice] = [await alice.opens(), await bob.opens()];
      await atAlice.gets('presence', ({ name, presence }) => name === 'bob' && presence === 'online');
      await bob.does('availability', { visibility: 'nobody' });
      await atAlice.gets('presence', ({ name, presence }) => name === 'bob' && presence === 'offline');
      expect(await presenceOf(alice, 'bob')).to.equal('offline');
      expect((await alice.finds('bob')).people[0]!.presence).to.equal('offline');
      expect((await stage.relay.snapshot('alice')).presence).to.deep.equal({ bob: 'offline' });
      expect(await presenceOf(bob, 'bob')).to.equal('online');
      const before = atAlice.all('presence').length;
      await bob.does('availability', { dnd: 'on' });
      atAlice.closes();
      await atAlice.reconnects();
      const later = atAlice.all('presence').slice(before);
      expect(later.filter(({ name }) => name === 'bob').map(({ presence }) => presence)).to.deep.equal([
        'offline',
      ]);
    });

    it('hold for members of a group they share, as long as they share it', async () => {
      await alice.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'open' });
      await bob.does('availability', { visibility: 'groups' });
      await bob.opens();
      expect(await presenceOf(alice, 'bob')).to.equal('offline');
      await bob.does('join', { group: 'ops' });
      expect([await presenceOf(alice, 'bob'), await presenceOf(carol, 'bob')]).to.deep.equal([
        ...['online', 'offline'],
      ]);
      await bob.does('leaveGroup', { group: 'ops' });
      expect(await presenceOf(alice, 'bob')).to.equal('offline');
    });

    it('are not won by putting somebody into a group of one’s own', async () => {
      await bob.does('availability', { visibility: 'groups' });
      await bob.opens();
      await alice.does('makeGroup', { name: 'trap', display: 'Trap', joining: 'closed' });
      await alice.does('admit', { group: 'trap', name: 'bob', role: 'member' });
      expect(await presenceOf(alice, 'bob')).to.equal('offline');
    });
  });

  describe('of inviting', () => {
    it('go by whom a person has named', async () => {
      await bob.does('reachable', { by: 'contacts' });
      const { field, message } = await refused(alice.invites([bob]), 'forbidden');
      expect([field, message]).to.deep.equal(['to', 'bob takes no invitations from you.']);
      await bob.does('contact', { name: 'alice', on: true });
      expect(stateOf(await alice.invites([bob]), bob)).to.equal('pending');
      await bob.does('reachable', { by: 'groups' });
      await refused(alice.invites([carol, bob]), 'forbidden');
      await alice.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'open' });
      await bob.does('join', { group: 'ops' });
      await alice.invites([carol, bob]);
    });

    it('hold for taking somebody into a conversation, too', async () => {
      const talk = await alice.invites([carol]);
      await carol.accepts(talk);
      await bob.does('reachable', { by: 'groups' });
      const { conversation } = talk;
      await refused(alice.does('add', { conversation, to: ['bob'] }), 'forbidden');
    });

    it('end for a while where somebody invites very many', async () => {
      for (let count = 0; count < 50; count++) await alice.invites([bob, carol]);
      await refused(alice.invites([bob]), 'limited');
      await carol.invites([bob]);
      stage.clock.pass(seconds(2));
      await alice.invites([bob]);
    });

    it('are refused with a reason to who has blocked the other', async () => {
      await alice.does('block', { name: 'bob', on: true });
      expect((await refused(alice.invites([bob]), 'forbidden')).message).to.equal('You have blocked bob.');
    });
  });

  describe('across a barrier', () => {
    beforeEach(async () => {
      await alice.does('makeGroup', { name: 'buy', display: 'Buyers' });
      await bob.does('makeGroup', { name: 'sell', display: 'Sellers' });
    });
    const raise = () => stage.relay.setBarrier('root', ['buy', 'sell'], true);

    it('there is nobody to find, see, invite or leave a message for', async () => {
      await raise();
      expect((await alice.finds('bob')).people).to.deep.equal([]);
      const missing = await refused(alice.invites(['nobody']), 'unknown_person');
      const kept = await refused(alice.invites([bob]), 'unknown_person');
      expect(kept.message).to.equal(missing.message.replace('nobody called nobody', 'nobody called bob'));
      await refused(stage.relay.person('alice', 'bob'), 'unknown_person');
      await refused(
        alice.does('leaveMessage', { to: 'bob', text: 'Hello', clientId: 'one' }),
        'unknown_person',
      );
      for (const command of ['contact', 'block', 'notify'] as const)
        await refused(alice.does(command, { name: 'bob', on: true }), 'unknown_person');
      expect(await alice.does('groups', { query: 'sell' })).to.deep.equal({ groups: [] });
      expect((await carol.finds('bob')).people).to.have.length(1);
    });

    it('nobody brings the two sides together', async () => {
      await raise();
      const { message } = await refused(carol.invites([alice, bob]), 'forbidden');
      expect(message).to.equal('A barrier set by an administrator keeps alice and bob apart.');
      const talk = await carol.invites([alice]);
      const { conversation } = talk;
      await refused(carol.does('add', { conversation, to: ['bob'] }), 'forbidden');
      await alice.leaves(talk);
      await carol.does('add', { conversation, to: ['bob'] });
    });

    it('nobody comes to the other side by an invitation from before', async () => {
      const talk = await carol.invites([alice, bob]);
      await alice.accepts(talk);
      await raise();
      await refused(bob.accepts(talk), 'forbidden');
      await bob.declines(talk);
    });

    it('nobody learns how far the other side has read', async () => {
      const talk = await alice.invites([bob, carol], { message: 'Hello' });
      await bob.accepts(talk);
      await raise();
      const atAlice = await alice.opens();
      expect(await bob.reads(talk, 1)).to.deep.equal({ seq: 1 });
      await atAlice.does('people', { query: 'nobody' });
      expect(atAlice.events().filter(({ kind }) => kind === 'read')).to.deep.equal([]);
      const [seen] = (await stage.relay.snapshot('alice')).conversations;
      expect(seen!.participants.find(({ name }) => name === 'bob')!.readSeq).to.equal(0);
    });

    it('conversations that were there fall silent, and go on when it is lifted', async () => {
      const talk = await alice.invites([bob, carol], { message: 'Hello' });
      await bob.accepts(talk);
      const open = await alice.invites([bob]);
      await raise();
      await refused(alice.says(talk, 'Still there?'), 'forbidden');
      await refused(bob.says(talk, 'Yes'), 'forbidden');
      await refused(bob.accepts(open), 'forbidden');
      const atBob = await bob.opens();
      await alice.types(talk);
      await atBob.does('board', { of: 'contacts' });
      expect(atBob.all('typing')).to.deep.equal([]);
      expect((await stage.relay.snapshot('bob')).presence.alice).to.equal('offline');
      await stage.relay.setBarrier('root', ['buy', 'sell'], false);
      await alice.says(talk, 'Back again');
      await atBob.sees(alice, 'Back again');
    });
  });

  it('end for a while where somebody writes very fast', async () => {
    const talk = await alice.invites([bob]);
    for (let count = 0; count < 200; count++) await alice.says(talk, `${count}`);
    await refused(alice.says(talk, 'one more'), 'limited');
    stage.clock.pass(minutes(1));
    await alice.says(talk, 'one more');
  });
});
