import { expect } from 'chai';
import type { Invitation } from '../../relay/protocol.ts';
import { minutes, seconds } from './clock.ts';
import { type Actor, refused, Stage } from './stage.ts';
import { until } from './until.ts';

describe('a person with several tabs', () => {
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

  it('hears one of them ring: what they look at, or looked at last', async () => {
    const first = await bob.opens();
    expect(first.rings).to.equal(true);
    const second = await bob.opens();
    await first.looks(true, false);
    stage.clock.pass(seconds(1));
    await second.looks(true, true);
    expect([first.rings, second.rings]).to.deep.equal([false, true]);
    stage.clock.pass(seconds(1));
    await second.looks(true, false);
    expect([first.rings, second.rings]).to.deep.equal([false, true]);
    await second.looks(false, false);
    expect([first.rings, second.rings]).to.deep.equal([true, false]);
    first.closes();
    expect(second.rings).to.equal(true);
  });

  it('finds a draft and the window’s place again in the others, and on the next page', async () => {
    const [first, second] = [await bob.opens(), await bob.opens()];
    const draft = { conversation: talk.conversation, text: 'What I was about to' };
    expect(await first.does('draft', draft)).to.deep.include({ ok: true });
    expect((await second.gets('mine', frame => frame.draft !== undefined)).draft).to.deep.equal(draft);

    const view = { open: true, screen: 'conversation', conversation: talk.conversation, side: 'start' };
    await first.does('view', view);
    expect((await second.gets('mine', frame => frame.view !== undefined)).view).to.deep.equal(view);
    expect(first.all('mine').filter(({ draft, view }) => draft || view)).to.deep.equal([]);

    const next = await stage.relay.snapshot('bob');
    expect(next.drafts).to.deep.equal({ [talk.conversation]: 'What I was about to' });
    expect(next.view).to.deep.equal(view);
    await first.does('draft', { ...draft, text: '' });
    expect((await stage.relay.snapshot('bob')).drafts).to.deep.equal({});
  });

  it('sees in each what is written in one', async () => {
    const [first, second] = [await bob.opens(), await bob.opens()];
    await first.does('send', { conversation: talk.conversation, clientId: 'c', text: 'From the first' });
    await first.sees(bob, 'From the first');
    await second.sees(bob, 'From the first');
  });

  it('goes on where they were after a pause, without a gap', async () => {
    const tab = await bob.opens();
    tab.closes();
    await alice.says(talk, 'While you were away');
    await tab.reconnects();
    await tab.sees(alice, 'While you were away');
    expect(tab.all('reset')).to.deep.equal([]);
  });

  it('goes on where they were after a restart of the server, which says good-bye', async () => {
    const tab = await bob.opens();
    await stage.restarts();
    const bye = await tab.gets('bye');
    expect(bye).to.include({ reason: 'restart' });
    expect(bye.retryMs).to.be.within(500, 3_000);
    await alice.says(talk, 'We are back');
    await tab.reconnects(stage.relay);
    await tab.sees(alice, 'We are back');
  });

  it('starts anew after so long a pause that a delta would cost more', async () => {
    const tab = await bob.opens();
    tab.closes();
    for (let index = 0; index < 501; index++) {
      // Slower than the limit on what one person writes.
      if (index % 100 === 0) stage.clock.pass(seconds(5));
      await alice.says(talk, `missed ${index}`);
    }
    await tab.reconnects();
    expect(tab.all('reset')).to.have.length(1);
    await tab.sees(alice, 'missed 500');
    await alice.says(talk, 'Now');
    await tab.sees(alice, 'Now');
  });

  it('starts anew with a cursor of another store, or of the future', async () => {
    for (const cursor of [
      { epoch: 'other', n: 1 },
      { epoch: stage.store.epoch, n: 999 },
    ]) {
      const tab = await bob.opens();
      tab.closes();
      tab.cursor = cursor;
      await tab.reconnects();
      expect(tab.all('reset')).to.have.length(1);
      expect(tab.cursor).to.deep.equal((await stage.relay.snapshot('bob')).cursor);
    }
  });

  it('is online while one looks, idle when none did for a while, browsing without a pane, then offline', async () => {
    const atAlice = await alice.opens();
    const presence = () => stage.relay.person('alice', 'bob').then(person => person.presence);
    expect(await presence()).to.equal('offline');
    stage.relay.seen('bob');
    expect(await presence()).to.equal('browsing');
    await atAlice.gets('presence', frame => frame.name === 'bob' && frame.presence === 'browsing');

    const tab = await bob.opens();
    expect(await presence()).to.equal('online');
    await tab.looks(true, true);
    stage.clock.pass(minutes(60));
    expect(await presence()).to.equal('online');
    await tab.looks(false, false);
    stage.clock.pass(minutes(5));
    expect(await presence()).to.equal('idle');
    await atAlice.gets('presence', frame => frame.name === 'bob' && frame.presence === 'idle');
    tab.closes();
    stage.clock.pass(seconds(16));
    await atAlice.gets('presence', frame => frame.name === 'bob' && frame.presence === 'offline');
  });

  it('shows no flicker to others while going from page to page', async () => {
    const atAlice = await alice.opens();
    const page = await bob.opens();
    await page.looks(true, true);
    await atAlice.gets('presence', frame => frame.presence === 'online');
    const before = atAlice.all('presence').length;
    page.closes();
    stage.clock.pass(seconds(10));
    const next = await bob.opens();
    await next.looks(true, true);
    stage.clock.pass(minutes(1));
    await bob.says(talk, 'Still here');
    await atAlice.sees(bob, 'Still here');
    expect(atAlice.all('presence')).to.have.length(before);
  });

  it('tells presence only to those who share something', async () => {
    const [carol] = (await stage.people('carol')) as [Actor];
    const atCarol = await carol.opens();
    const atAlice = await alice.opens();
    await bob.opens();
    await atAlice.gets('presence', frame => frame.name === 'bob' && frame.presence === 'online');
    expect(atCarol.all('presence').filter(({ name }) => name !== 'carol')).to.deep.equal([]);
    expect(atCarol.events()).to.deep.equal([]);
  });

  it('is told to log in again when the account is disabled or its password changes', async () => {
    const token = await stage.relay.accounts.issueToken('bob', 'api');
    const tab = await bob.opens();
    const changes: string[] = [];
    stage.relay.watch(({ kind, user }) => changes.push(`${kind} ${user}`));
    await stage.relay.accounts.setPassword('bob', 'another password');
    await tab.gets('bye', ({ reason }) => reason === 'revoked');
    expect(changes).to.include('revoked bob');
    expect(await stage.relay.accounts.tokenUser(token)).to.equal(null);
    const before = tab.frames.length;
    await alice.says(talk, 'Not for a closed channel');
    await tab.channel.receive({ kind: 'do', ref: 1, command: 'people', input: {} });
    expect(tab.frames).to.have.length(before);
  });

  it('gets an answer with a code to every wrong frame', async () => {
    const tab = await bob.opens();
    const wrong = [
      null,
      1,
      'text',
      [],
      {},
      { kind: 'no' },
      { kind: 'attention', visible: 'yes' },
      { kind: 'do' },
    ];
    for (const frame of wrong) {
      const before = tab.all('error').length;
      await tab.channel.receive(frame);
      expect(tab.all('error').slice(before)[0]).to.have.nested.property('error.code', 'invalid');
    }
    await tab.channel.receive({ kind: 'do', ref: 7, command: 'constructor', input: {} });
    expect(tab.all('reply').at(-1)).to.deep.include({ ref: 7, ok: false });
    const reply = await tab.does('send', { conversation: talk.conversation, clientId: 'c', text: 5 });
    expect(reply).to.have.nested.property('error.field', 'text');
    expect(await tab.does('accept', { invitation: 'nothing' })).to.have.nested.property(
      'error.code',
      'unknown_invitation',
    );
  });

  it('is limited when it floods the channel', async () => {
    const tab = await bob.opens();
    const asks = Array.from({ length: 300 }, (_, ref) => ({ kind: 'do', ref, command: 'people', input: {} }));
    await Promise.all(asks.map(ask => tab.channel.receive(ask)));
    const limited = tab.all('reply').filter(reply => !reply.ok && reply.error.code === 'limited');
    expect(limited).to.have.length(100);
    stage.clock.pass(seconds(1));
    expect(await tab.does('people', {})).to.include({ ok: true });
  });

  it('gets only events on a channel for scripts, and never a ring', async () => {
    const frames: string[] = [];
    const send = ({ kind }: { kind: string }) => frames.push(kind);
    await stage.relay.connect({ user: 'bob', cursor: null, eventsOnly: true, send });
    await alice.types(talk);
    await bob.drafts(talk.conversation, 'a draft');
    await alice.says(talk, 'For a script');
    await until('the message', () => frames.includes('event'));
    expect(frames).to.deep.equal(['hello', 'event']);
  });

  it('hears nothing of a stranger’s tab', async () => {
    await stage.people('carol');
    const error = await refused(
      stage.relay.perform('carol', 'read', { conversation: talk.conversation, seq: 1 }),
      'unknown_conversation',
    );
    expect(error.message).to.not.include('bob');
  });
});
