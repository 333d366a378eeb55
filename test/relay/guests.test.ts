import { expect } from 'chai';
import { type CommandName, commandInputs, type ServerFrame } from '../../relay/protocol.ts';
import { minutes } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { home, words } from './visits.ts';

describe('Guests', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    stage.relay.seen('alice');
  });
  afterEach(() => stage.close());

  const come = async (text = 'Hello, it is me') => {
    const { guest, token } = await stage.relay.visitors.talk('alice', words(text), home);
    const [invitation] = await stage.relay.invitations('alice', 'pending');
    return { guest, token, invitation: invitation! };
  };
  const says = (guest: string, conversation: string, text: string) =>
    stage.relay.perform(guest, 'send', { conversation, text, clientId: text.replaceAll(/\W/g, '-') });

  it('reach somebody by an invitation, talk, and come back with their token', async () => {
    const { guest, token, invitation } = await come();
    expect(alice.isDue).to.equal(true);
    expect(invitation.from).to.deep.equal({ name: guest, display: 'Eve' });
    await alice.accepts(invitation);
    await alice.says(invitation, 'Hello Eve');
    await says(guest, invitation.conversation, 'Thank you');
    expect(await alice.history(invitation)).to.deep.equal([
      ...[`${guest}: Hello, it is me`, 'alice: Hello Eve', `${guest}: Thank you`],
    ]);
    expect(await stage.relay.visitors.guest(token)).to.include({ name: guest, owner: 'alice' });
    const snapshot = await stage.relay.snapshot(guest);
    expect(snapshot.me).to.include({ role: 'guest', display: 'Eve' });
    expect(snapshot.conversations.map(({ id }) => id)).to.deep.equal([invitation.conversation]);
    expect(await stage.relay.visitors.guest('hg_unknown')).to.equal(null);
  });

  it('hear nothing more once their day is over', async () => {
    const { guest, invitation } = await come();
    await alice.accepts(invitation);
    const frames: ServerFrame[] = [];
    const send = (frame: ServerFrame) => void frames.push(frame);
    await stage.relay.connect({ user: guest, cursor: null, send });
    stage.clock.pass(minutes(24 * 60));
    expect(frames.at(-1)).to.include({ kind: 'bye', reason: 'revoked' });
    await alice.says(invitation, 'Are you still there?');
    expect(frames.at(-1)).to.include({ kind: 'bye' });
  });

  it('hear nothing of anybody’s presence, while who they talk with hears of theirs', async () => {
    const { guest, invitation } = await come();
    await alice.accepts(invitation);
    const watching = await alice.opens();
    const frames: ServerFrame[] = [];
    const send = (frame: ServerFrame) => void frames.push(frame);
    const { cursor, presence } = await stage.relay.snapshot(guest);
    const channel = await stage.relay.connect({ user: guest, cursor, send });
    await watching.gets('presence', ({ name, presence: state }) => name === guest && state === 'online');
    await alice.opens();
    await stage.relay.perform('alice', 'availability', { dnd: 'on' });
    await watching.gets('presence', ({ name, presence: state }) => name === 'alice' && state === 'dnd');
    const heard = frames.filter(frame => frame.kind === 'presence' && frame.name !== guest);
    expect([presence, heard]).to.deep.equal([{}, []]);
    channel.close();
  });

  it('are one for one form, however often it is sent', async () => {
    const form = words('Hello');
    const first = await stage.relay.visitors.talk('alice', form, home);
    expect(await stage.relay.visitors.talk('alice', form, home)).to.deep.equal(first);
    expect(await stage.relay.invitations('alice', 'pending')).to.have.length(1);
    await refused(stage.relay.visitors.talk('alice', words('x', { once: 'short' }), home), 'invalid');
  });

  it('may do nothing but talk in their conversation', async () => {
    const { guest, invitation } = await come();
    const other = await alice.invites([bob], { message: 'Between us' });
    for (const conversation of [other.conversation, 'nowhere']) {
      await refused(says(guest, conversation, 'Hello'), 'unknown_conversation');
      await refused(stage.relay.perform(guest, 'history', { conversation }), 'unknown_conversation');
      await refused(stage.relay.perform(guest, 'leave', { conversation }), 'unknown_conversation');
    }
    const may = new Set(['send', 'read', 'typing', 'leave', 'history', 'draft', 'view']);
    for (const command of (Object.keys(commandInputs) as CommandName[]).filter(name => !may.has(name)))
      await refused(
        stage.relay.perform(guest, command, { conversation: invitation.conversation }),
        'forbidden',
      );
    await refused(stage.relay.person(guest, 'bob'), 'forbidden');
    await refused(stage.relay.invitations(guest), 'forbidden');
    await refused(stage.relay.announcing.announce(guest, { text: 'Hi', to: ['all'] }), 'forbidden');
  });

  it('can never log in, be invited, be found, or get a token of an account', async () => {
    const { guest } = await come();
    for (const password of ['', 'guess'])
      expect(await stage.relay.accounts.authenticate(guest, password, '10.0.0.1')).to.include({ ok: false });
    await refused(stage.relay.accounts.issueToken(guest, 'api'), 'unknown_person');
    await refused(stage.relay.accounts.setPassword(guest, 'a new password'), 'unknown_person');
    await refused(stage.relay.accounts.updateProfile(guest, { display: 'Root' }), 'unknown_person');
    await refused(bob.invites([guest]), 'invalid');
    expect((await bob.finds('Eve')).people).to.deep.equal([]);
    expect((await stage.relay.accounts.list()).map(({ name }) => name)).to.deep.equal(['alice', 'bob']);
  });

  it('who write more than a person types are stopped', async () => {
    const { guest, invitation } = await come();
    for (let count = 0; count < 20; count += 1) await says(guest, invitation.conversation, `Line ${count}`);
    await refused(says(guest, invitation.conversation, 'Line 20'), 'limited');
    stage.clock.pass(2_000);
    await says(guest, invitation.conversation, 'Line 20');
  });

  it('are over when they leave: nothing more may be done, and the token opens nothing', async () => {
    const { guest, token, invitation } = await come();
    await alice.accepts(invitation);
    await stage.relay.perform(guest, 'leave', { conversation: invitation.conversation });
    expect(await stage.relay.visitors.guest(token)).to.equal(null);
    await refused(says(guest, invitation.conversation, 'Still here'), 'forbidden');
    await refused(stage.relay.snapshot(guest), 'forbidden');
    await refused(stage.relay.connect({ user: guest, cursor: null, send: () => {} }), 'forbidden');
  });

  it('write to nobody when all others have left', async () => {
    const { guest, invitation } = await come();
    await alice.accepts(invitation);
    await alice.leaves(invitation);
    await refused(says(guest, invitation.conversation, 'Hello?'), 'conversation_left');
    expect((await stage.relay.snapshot(guest)).conversations).to.have.length(1);
  });

  it('are over after a day', async () => {
    const { guest, token } = await come();
    stage.clock.pass(minutes(24 * 60));
    expect(await stage.relay.visitors.guest(token)).to.equal(null);
    await refused(stage.relay.snapshot(guest), 'forbidden');
  });

  it('whom nobody answers have left their words as a message', async () => {
    const { guest, invitation } = await come('Please call me');
    await says(guest, invitation.conversation, 'It is urgent');
    stage.clock.pass(minutes(6));
    const { left } = await until('the message', async () => {
      const inbox = await stage.relay.perform('alice', 'inbox', {});
      return inbox.unread > 0 && inbox;
    });
    expect(left.map(({ text, contact }) => `${text} ${contact}`)).to.deep.equal([
      'Please call me\nIt is urgent eve@example.org',
    ]);
  });

  it('are sent away by those they talk with, and their address kept away from that page', async () => {
    const { guest, token } = await come();
    await refused(stage.relay.perform('bob', 'banGuest', { guest }), 'unknown_person');
    const frames: string[] = [];
    await stage.relay.connect({ user: guest, cursor: null, send: ({ kind }) => void frames.push(kind) });
    await stage.relay.perform('alice', 'banGuest', { guest });
    expect(frames).to.include('bye');
    expect(await stage.relay.visitors.guest(token)).to.equal(null);
    expect(await stage.relay.visitors.open('alice', home)).to.equal(null);
    expect(await stage.relay.visitors.open('bob', home)).to.include({ name: 'bob' });
    expect(await stage.relay.invitations('alice', 'pending')).to.deep.equal([]);
    stage.clock.pass(minutes(8 * 24 * 60));
    expect(await stage.relay.visitors.open('alice', home)).to.include({ name: 'alice' });
  });
});
