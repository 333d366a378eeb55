import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { type Actor, refused, Stage } from './stage.ts';

describe('what was said', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let talk: Invitation;

  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    talk = await alice.invites([bob], { message: 'Hello Bob' });
    await bob.accepts(talk);
  });
  afterEach(() => stage.close());

  it('is mended, answered, liked and taken back before everybody’s eyes', async () => {
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    await alice.edits(talk, 1, 'Hello, Bob!');
    await bob.reacts(talk, 1, '👋');
    await bob.sends(talk, { text: 'Hello yourself', reply: 1 });
    await bob.says(talk, 'Oops');
    await bob.erases(talk, 3);
    await atAlice.gets('event', ({ event }) => event.kind === 'changed' && event.message.seq === 3);
    await atBob.gets('event', ({ event }) => event.kind === 'changed' && event.message.seq === 3);
    expect(atAlice.messages).to.deep.equal(atBob.messages);
    expect(atAlice.messages[0]).to.deep.include({ text: 'Hello, Bob!', reactions: { '👋': ['bob'] } });
    expect(atAlice.messages[1]!.reply).to.deep.equal({ seq: 1, from: 'alice', text: 'Hello, Bob!' });
    expect(atAlice.messages[2]).to.include({ text: '' }).and.to.have.property('deletedAt');
    expect(await alice.messages(talk)).to.deep.equal(atAlice.messages);
  });

  it('is the same, to the letter, for a pane that was away meanwhile', async () => {
    const away = await bob.opens();
    away.closes();
    await alice.edits(talk, 1, 'Hi Bob');
    await alice.says(talk, 'one');
    await alice.says(talk, 'two');
    await alice.reacts(talk, 1, '🎉');
    await alice.edits(talk, 2, 'One');
    await alice.erases(talk, 3);
    await alice.reacts(talk, 1, '🎉', false);
    await away.reconnects();
    await away.gets('event', ({ event }) => event.kind === 'changed' && event.message.revision === 3);
    expect(away.messages).to.deep.equal((await bob.opens()).messages);
    expect(away.faults).to.deep.equal([]);
  });

  it('survives a restart of the server, and a retry from before it', async () => {
    const edited = await alice.edits(talk, 1, 'Hi', 'e1');
    await bob.reacts(talk, 1, '🎉', true, 'r1');
    await alice.edits(talk, 1, 'Hi Bob', 'e2');
    await stage.restarts();
    expect((await alice.edits(talk, 1, 'Hi', 'e1')).revision).to.equal(edited.revision! + 2);
    await bob.reacts(talk, 1, '🎉', true, 'r1');
    expect((await bob.messages(talk))[0]).to.deep.include({ text: 'Hi Bob', reactions: { '🎉': ['bob'] } });
  });

  it('comes with a page to look at, with or without words', async () => {
    const page = { url: 'https://example.org/a#:~:text=this%20passage', title: 'Example' };
    await alice.sends(talk, { page });
    expect((await bob.messages(talk))[1]).to.deep.include({ text: '', page });
    expect((await refused(alice.sends(talk, {}), 'invalid')).field).to.equal('text');
    const code = { ...page, url: 'javascript:alert(1)' };
    expect((await refused(alice.sends(talk, { page: code }), 'invalid')).field).to.equal('page.url');
  });

  it('is answered only where it stands', async () => {
    expect(
      (await refused(alice.sends(talk, { text: 'To what?', reply: 9 }), 'unknown_message')).field,
    ).to.equal('reply');
  });
});

describe('a group conversation', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  let talk: Invitation;

  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
    talk = await alice.invites([bob], { header: 'Lunch', message: 'Hello Bob' });
    await bob.accepts(talk);
  });
  afterEach(() => stage.close());

  it('goes by the name that anybody in it gave it last', async () => {
    const atAlice = await alice.opens();
    await bob.renames(talk, 'Dinner');
    const { event } = await atAlice.gets('event', one => one.event.kind === 'conversation');
    expect(event).to.have.nested.property('conversation.header', 'Dinner');
    await refused(carol.renames(talk, 'Mine'), 'unknown_conversation');
  });

  it('takes more people in, who read it from its beginning', async () => {
    const [atAlice, atCarol] = [await alice.opens(), await carol.opens()];
    const asked = await bob.adds(talk, [carol], { instruction: 'Join us' });
    expect(asked).to.include({ conversation: talk.conversation, header: 'Lunch', instruction: 'Join us' });
    expect(carol.isDue).to.equal(true);
    await atCarol.seesInvitation(asked, carol, 'pending');
    expect(await carol.history(talk)).to.deep.equal(['alice: Hello Bob']);
    await refused(carol.adds(talk, [bob]), 'forbidden');
    await carol.says(talk, 'Here I am');
    await atAlice.sees(carol, 'Here I am');
    await refused(alice.adds(talk, [carol]), 'conflict');
  });

  it('asks somebody in once by clientId, and again after they left', async () => {
    const asked = await alice.adds(talk, [carol], { clientId: 'a1' });
    expect((await alice.adds(talk, [carol], { clientId: 'a1' })).id).to.equal(asked.id);
    await carol.declines(asked);
    await refused(carol.says(talk, 'Hm'), 'invitation_over');
    const again = await alice.adds(talk, [carol]);
    await carol.says(talk, 'Now I can');
    await carol.leaves(talk);
    await refused(carol.says(talk, 'Still?'), 'conversation_left');
    expect(again.id).not.to.equal(asked.id);
  });

  it('withdraws what the last to leave has open', async () => {
    const asked = await bob.adds(talk, [carol]);
    await alice.leaves(talk);
    await bob.leaves(talk);
    const [mine] = await stage.relay.invitations('carol');
    expect(mine).to.have.property('id', asked.id);
    expect(mine!.to[0]!.state).to.equal('withdrawn');
  });
});
