import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { minutes, seconds } from './clock.ts';
import { inPieces, pixel } from './pictures.ts';
import { type Actor, refused, Stage, stateOf } from './stage.ts';
import { until } from './until.ts';

/** What a person can see of somebody who has blocked them must be what they see of somebody who is away. */
describe('a blocked person', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  const lifeMs = minutes(60);
  beforeEach(async () => {
    stage = await Stage.open({ invitationLifeMs: lifeMs });
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
  });
  afterEach(() => stage.close());
  const block = (on = true) => bob.does('block', { name: 'alice', on });
  /** Everything of the answer but what is different each time. */
  const shape = ({
    id: _id,
    conversation: _conversation,
    at: _at,
    expiresAt: _expires,
    ...rest
  }: Invitation) => JSON.parse(JSON.stringify(rest).replaceAll(/carol|bob/gi, 'NAME'));

  it('invites into the void, as with somebody who never looks', async () => {
    await block();
    const atBob = await bob.opens();
    const unseen = await alice.invites([bob], { header: 'Lunch', message: 'Now?' });
    const away = await alice.invites([carol], { header: 'Lunch', message: 'Now?' });
    expect(shape(unseen)).to.deep.equal(shape(away));
    expect([bob.isDue, carol.isDue]).to.deep.equal([false, true]);
    const atAlice = await alice.opens();
    await alice.says(unseen, 'Hello?');
    const { invitations, conversations, presence } = await stage.relay.snapshot('bob');
    expect([invitations, conversations, presence]).to.deep.equal([[], [], {}]);
    expect(await stage.relay.invitations('bob')).to.deep.equal([]);
    stage.clock.pass(lifeMs + seconds(30));
    await atAlice.seesInvitation(away, carol, 'expired');
    await atAlice.seesInvitation(unseen, bob, 'expired');
    const seen = (name: string) =>
      JSON.parse(
        JSON.stringify(
          atAlice.events().filter(event => event.kind === 'conversation' || event.kind === 'invitation'),
        ).replaceAll(name, 'NAME'),
      ).length;
    expect(seen('bob')).to.equal(seen('carol'));
    expect(atBob.events()).to.deep.equal([]);
  });

  it('leaves nothing of what is withheld within reach of who guesses its number or id', async () => {
    const talk = await alice.invites([bob, carol], { message: 'Hello' });
    await bob.accepts(talk);
    await block();
    const picture = inPieces(pixel);
    const { id } = await stage.relay.files.upload('alice', talk.conversation, 'a.png', picture);
    const { seq } = await alice.sends(talk, { text: 'A secret', files: [id] });
    const open = (name: string) => stage.relay.files.open(name, talk.conversation, id, 'whole');
    expect((await open('alice')).name).to.equal('a.png');
    await carol.accepts(talk);
    expect((await open('carol')).name).to.equal('a.png');
    await refused(open('bob'), 'unknown_file');
    await refused(bob.reacts(talk, seq, '👍'), 'unknown_message');
    await refused(bob.sends(talk, { text: 'What?', reply: seq }), 'unknown_message');
    await carol.reacts(talk, seq, '👍');
  });

  it('has nothing wait for the other, over a restart either', async () => {
    await block();
    await alice.invites([bob, carol]);
    await alice.does('leaveMessage', { to: 'bob', text: 'Call me', clientId: 'once' });
    await stage.restarts();
    expect([bob.isDue, carol.isDue]).to.deep.equal([false, true]);
  });

  it('withdraws such an invitation like any other, and asks again with the same answer', async () => {
    await block();
    const talk = await alice.invites([carol]);
    await carol.accepts(talk);
    const { conversation } = talk;
    const added = await alice.does('add', { conversation, to: ['bob'] });
    expect(stateOf(added, bob)).to.equal('pending');
    expect((await refused(alice.does('add', { conversation, to: ['bob'] }), 'conflict')).field).to.equal(
      'to',
    );
    expect(stateOf(await alice.withdraws(added), bob)).to.equal('withdrawn');
    expect((await stage.relay.snapshot('bob')).conversations).to.deep.equal([]);
    await carol.does('add', { conversation, to: ['bob'] });
    expect((await stage.relay.snapshot('bob')).conversations).to.have.length(1);
  });

  it('writes into the void, where others hear them', async () => {
    const talk = await alice.invites([bob, carol], { message: 'Hello' });
    await bob.accepts(talk);
    await carol.accepts(talk);
    await bob.reads(talk, 1);
    await block();
    const { conversation } = talk;
    const [atBob, atCarol] = [await bob.opens(), await carol.opens()];
    const sent = await alice.says(talk, 'Can you hear me?', 'once');
    expect(await alice.says(talk, 'Can you hear me?', 'once')).to.deep.equal(sent);
    await atCarol.sees(alice, 'Can you hear me?');
    await alice.does('edit', { conversation, seq: sent.seq, clientId: 'edit', text: 'Can you?' });
    await carol.says(talk, 'I can');
    await atBob.sees(carol, 'I can');
    expect(await bob.history(talk)).to.deep.equal(['alice: Hello', 'carol: I can']);
    expect((await carol.history(talk)).length).to.equal(3);
    const { conversations } = await stage.relay.snapshot('bob');
    expect(conversations[0]!.messages.map(({ text }) => text)).to.deep.equal(['Hello', 'I can']);
    const { found } = await bob.does('search', { query: 'you' });
    expect(found).to.deep.equal([]);
    expect(atBob.faults).to.deep.equal([]);
    expect(JSON.stringify(atBob.frames)).not.to.include('Can you');
  });

  it('leaves nothing unread behind', async () => {
    const talk = await alice.invites([bob]);
    await bob.accepts(talk);
    await block();
    await alice.says(talk, 'Hello?');
    stage.clock.pass(minutes(31));
    await stage.restarts();
    expect(bob.isDue).to.equal(false);
    const [own] = (await stage.relay.snapshot('bob')).conversations;
    expect([own!.lastSeq, own!.messages]).to.deep.equal([0, []]);
  });

  it('sees neither presence nor typing nor reading, and is told of no change', async () => {
    const talk = await alice.invites([bob]);
    await bob.accepts(talk);
    await alice.says(talk, 'Before');
    const [atAlice] = [await alice.opens(), await bob.opens()];
    await atAlice.gets('presence', ({ name, presence }) => name === 'bob' && presence === 'online');
    await block();
    const last = () => atAlice.all('presence').findLast(({ name }) => name === 'bob');
    await until('bob to be gone', () => last()?.presence === 'offline');
    const [frames, events] = [atAlice.frames.length, atAlice.events().length];
    await bob.types(talk);
    expect(await bob.reads(talk, 1)).to.deep.equal({ seq: 1 });
    await bob.does('availability', { note: 'Here', dnd: 'on' });
    await refused(bob.says(talk, 'To myself'), 'forbidden');
    const reply = await atAlice.does('board', { of: 'found:bob' });
    expect(JSON.stringify(reply)).to.include('"presence":"offline","note":null');
    expect(atAlice.events().length).to.equal(events);
    expect(atAlice.frames.slice(frames).map(({ kind }) => kind)).to.deep.equal(['reply']);
    const [seen] = (await stage.relay.snapshot('alice')).conversations;
    expect(seen!.participants.find(({ name }) => name === 'bob')!.readSeq).to.equal(0);
    const [own] = (await stage.relay.snapshot('bob')).conversations;
    expect(own!.participants.find(({ name }) => name === 'bob')!.readSeq).to.equal(1);
  });

  it('is not told that an invitation from before was looked at', async () => {
    const talk = await alice.invites([bob]);
    const atAlice = await alice.opens();
    await block();
    expect(stateOf(await bob.isShown(talk), bob)).to.equal('pending');
    await bob.saysLater(talk);
    await atAlice.does('board', { of: 'contacts' });
    expect(atAlice.events()).to.deep.equal([]);
    await block(false);
    expect(stateOf(await bob.isShown(talk), bob)).to.equal('shown');
  });

  it('leaves messages that nobody finds', async () => {
    await block();
    const leave = () => alice.does('leaveMessage', { to: 'bob', text: 'Call me', clientId: 'once' });
    const left = await leave();
    expect(await leave()).to.deep.equal(left);
    expect(await bob.does('inbox', {})).to.deep.equal({ left: [], unread: 0, more: false });
    expect((await stage.relay.snapshot('bob')).inbox.unread).to.equal(0);
    expect(bob.isDue).to.equal(false);
    await refused(bob.does('leaveMessage', { to: 'alice', text: 'Hi', clientId: 'two' }), 'forbidden');
  });

  it('is asked into groups by nobody’s ears, and hears again when they are let through', async () => {
    await block();
    const atBob = await bob.opens();
    await alice.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'closed' });
    const { members } = await alice.does('admit', { group: 'ops', name: 'bob', role: 'member' });
    expect(members.at(-1)!.role).to.equal('invited');
    await atBob.does('board', { of: 'contacts' });
    expect(atBob.events()).to.deep.equal([]);
    await block(false);
    const talk = await alice.invites([bob], { message: 'Hello again' });
    await atBob.seesInvitation(talk, bob, 'pending');
  });
});
