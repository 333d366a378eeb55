import { expect } from 'chai';
import type { AnnouncementRecord } from '../../relay/protocol.ts';
import { minutes, seconds } from './clock.ts';
import { type Actor, refused, Stage } from './stage.ts';
import { until } from './until.ts';

describe('an announcement', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  /** Another who may announce. */
  let ann: Actor;

  const open = async (options = {}) => {
    stage = await Stage.open(options);
    await stage.person('admin', 'admin');
    [alice, bob, ann] = (await stage.people('alice', 'bob', 'ann')) as [Actor, Actor, Actor];
    await stage.relay.accounts.administer('admin', 'ann', { duties: ['announcer'] });
  };
  beforeEach(() => open());
  afterEach(() => stage.close());

  const desk = () => stage.relay.announcing;
  const announce = (text: string, more: object = {}) =>
    desk().announce('admin', { text, to: ['all'], priority: 'urgent', ...more });
  const openTo = (who: Actor) => stage.relay.openAnnouncements(who.name).map(({ text }) => text);
  const rowOf = async ({ id }: AnnouncementRecord, who: Actor) =>
    (await desk().report('admin', id)).people.find(({ name }) => name === who.name)!;

  it('reaches everybody once, on the open page or the next', async () => {
    const [atAlice, alsoAtAlice] = [await alice.opens(), await alice.opens()];
    const { id, people } = await announce('The canteen is closed');
    expect(people).to.equal(4);
    for (const tab of [atAlice, alsoAtAlice]) {
      const { announcement } = await tab.gets('announced');
      expect(announcement).to.deep.include({ id, text: 'The canteen is closed', revision: 1 });
      expect(announcement.from).to.deep.equal({ name: 'admin', display: 'Admin' });
      expect(tab.all('announced')).to.have.length(1);
    }
    expect((await stage.relay.snapshot('bob')).announcements.map(one => one.id)).to.deep.equal([id]);
    expect([alice.isDue, bob.isDue]).to.deep.equal([true, true]);
  });

  it('reaches only those it names, without those who are left out', async () => {
    await announce('For Bob', { to: ['bob', 'BOB'] });
    await announce('Not for Bob', { except: ['bob'] });
    expect([openTo(alice), openTo(bob)]).to.deep.equal([['Not for Bob'], ['For Bob']]);
  });

  it('goes by presence to those who are there when it is sent', async () => {
    await alice.opens();
    const asked = { to: ['all'], presence: ['online' as const] };
    const preview = await desk().preview('admin', asked);
    expect(preview).to.deep.include({ people: 1, now: 1, sample: [{ name: 'alice', display: 'Alice' }] });
    expect((await desk().preview('admin', { to: ['all'] })).presence).to.include({ online: 1, offline: 3 });
    await announce('Who is here?', asked);
    expect([openTo(alice), openTo(bob)]).to.deep.equal([['Who is here?'], []]);
  });

  it('is settled when it is acknowledged, in every tab, and counted once', async () => {
    const announcement = await announce('Fire drill');
    const tab = await bob.opens();
    await bob.does('announcementShown', { announcement: announcement.id });
    await bob.acknowledges(announcement);
    await bob.acknowledges(announcement);
    await tab.gets('announcement-over', ({ why }) => why === 'acknowledged');
    await until('nothing to be due', () => !bob.isDue);
    expect(tab.all('announcement-over')).to.have.length(1);
    expect((await stage.relay.snapshot('bob')).announcements).to.deep.equal([]);
    expect(alice.isDue).to.equal(true);
    const now = stage.clock.now();
    expect(await rowOf(announcement, bob)).to.deep.include({ shownAt: now, acknowledgedAt: now });
    expect(await rowOf(announcement, alice)).to.deep.include({ shownAt: null, acknowledgedAt: null });
  });

  it('is answered as it offers, and not otherwise', async () => {
    const asked = await announce('Are you safe?', { answers: { options: ['Yes', 'No'], text: true } });
    const { announcement } = await (await bob.opens()).gets('announcements').then(({ open: [one] }) => ({
      announcement: one!,
    }));
    expect(announcement.answers).to.deep.equal({ options: ['Yes', 'No'], text: true });
    const says = (option: string, text?: string) =>
      bob.does('acknowledge', { announcement: asked.id, option, text });
    expect((await refused(says('Maybe'), 'invalid')).field).to.equal('option');
    await says('No', 'Second floor, west');
    expect(await rowOf(asked, bob)).to.deep.include({ option: 'No', text: 'Second floor, west' });
    const plain = await announce('The lift rests');
    const words = bob.does('acknowledge', { announcement: plain.id, text: 'Thanks' });
    expect((await refused(words, 'invalid')).field).to.equal('text');
  });

  it('is changed, asked about again, and shown once more to who has not acknowledged it', async () => {
    const first = await announce('Meet at noon');
    await bob.acknowledges(first);
    const [atAlice, atBob] = [await alice.opens(), await bob.opens()];
    const changed = await desk().update('ann', first.id, { text: 'Meet at one' });
    expect((await atAlice.gets('announced')).announcement).to.deep.include({
      text: 'Meet at one',
      revision: 2,
    });
    expect(atBob.all('announced')).to.deep.equal([]);
    await desk().update('admin', changed.id, { text: 'Meet at two', again: true });
    expect((await atBob.gets('announced')).announcement.text).to.equal('Meet at two');
    expect((await rowOf(first, bob)).acknowledgedAt).to.equal(null);
    await bob.acknowledges(first);
    await desk().remind('admin', first.id);
    await atAlice.gets('announced', ({ announcement }) => announcement.reminders === 1);
    expect(atBob.all('announced')).to.have.length(1);
  });

  it('is taken back, and its all-clear goes to the same people', async () => {
    const wrong = await announce('The house is on fire', { to: ['bob'], priority: 'emergency' });
    const tab = await bob.opens();
    await desk().withdraw('admin', wrong.id);
    await tab.gets('announcement-over', ({ why }) => why === 'withdrawn');
    expect([openTo(bob), bob.isDue]).to.deep.equal([[], false]);
    await refused(desk().withdraw('admin', wrong.id), 'announcement_over');
    const alarm = await announce('Stay inside', { to: ['bob'], priority: 'emergency', drill: true });
    const clear = await desk().clear('admin', alarm.id, 'You may leave again.');
    expect(clear).to.deep.include({ clears: alarm.id, priority: 'info', people: 1, drill: true });
    expect([openTo(bob), openTo(alice)]).to.deep.equal([['You may leave again.'], []]);
    const states = ['cleared' as const];
    const [cleared] = await desk().list('admin', { states, before: null, limit: 5 });
    expect(cleared!.id).to.equal(alarm.id);
  });

  it('is sent at its time, to those who belong to its group by then, and ends at its time', async () => {
    await alice.does('makeGroup', { name: 'ops', display: 'Ops' });
    const [sendAt, expiresAt] = [stage.clock.now() + minutes(60), stage.clock.now() + minutes(90)];
    const { id, state } = await announce('Maintenance', { to: ['@ops'], sendAt, expiresAt });
    expect([state, openTo(alice)]).to.deep.equal(['scheduled', []]);
    await alice.does('admit', { group: 'ops', name: 'bob', role: 'member' });
    await bob.does('join', { group: 'ops' });
    stage.clock.pass(minutes(60) - 1);
    expect(openTo(bob)).to.deep.equal([]);
    stage.clock.pass(1);
    await until('Bob to have it', () => openTo(bob)[0] === 'Maintenance');
    const tab = await bob.opens();
    stage.clock.pass(minutes(30));
    await tab.gets('announcement-over', ({ why }) => why === 'expired');
    const report = await desk().report('admin', id);
    expect(report.announcement).to.deep.include({ state: 'expired', sentAt: sendAt, endedAt: expiresAt });
    expect(report.people.map(({ name }) => name)).to.deep.equal(['alice', 'bob']);
  });

  it('is sent late rather than never when the server was away at its time', async () => {
    await announce('Good morning', { sendAt: stage.clock.now() + minutes(5) });
    await stage.isKilled();
    stage.clock.pass(minutes(10));
    await until('it to be sent', () => openTo(bob)[0] === 'Good morning');
  });

  it('is lost to nobody, and doubled for nobody, when the server is killed behind its answer', async () => {
    const tab = await alice.opens();
    const written = await announce('Stay inside', { clientId: 'c1' });
    await bob.acknowledges(written);
    await stage.isKilled();
    const again = await announce('Stay inside', { clientId: 'c1' });
    expect(again.id).to.equal(written.id);
    expect([openTo(alice), openTo(bob)]).to.deep.equal([['Stay inside'], []]);
    await tab.reconnects(stage.relay);
    const { open: still } = tab.all('announcements').at(-1)!;
    expect(still.map(({ id }) => id)).to.deep.equal([written.id]);
  });

  it('waits for a second person where the house wants it', async () => {
    await stage.close();
    await open({ approval: 'emergency' });
    expect((await announce('The lift rests')).state).to.equal('sent');
    const atAnn = await ann.opens();
    const { id, state } = await announce('Leave the house', { priority: 'emergency' });
    expect([state, openTo(bob)]).to.deep.equal(['waiting', ['The lift rests']]);
    await atAnn.gets('approvals', ({ waiting }) => waiting === 1);
    expect((await stage.relay.snapshot('ann')).approvals).to.equal(1);
    expect((await stage.relay.snapshot('bob')).approvals).to.equal(undefined);
    await refused(desk().decide('admin', id, { approve: true }), 'forbidden');
    const approved = await desk().decide('ann', id, { approve: true });
    expect(approved).to.deep.include({ state: 'sent', approvedBy: 'ann' });
    expect(openTo(bob)).to.deep.equal(['The lift rests', 'Leave the house']);
    await atAnn.gets('approvals', ({ waiting }) => waiting === 0);
    const other = await announce('Stay', { priority: 'emergency' });
    const no = await desk().decide('ann', other.id, { approve: false, reason: ' Which house? ' });
    const refusal = { by: 'ann', reason: 'Which house?' };
    expect(no).to.deep.include({ state: 'refused', refusal });
    expect((await desk().report('admin', other.id)).announcement.refusal).to.deep.equal(refusal);
    expect(openTo(bob)).to.have.length(2);
  });

  it('is told to those who watch how it goes, many changes at once', async () => {
    const { id } = await announce('Are you there?');
    const tab = await ann.opens();
    const { data } = (await tab.does('watchReport', { announcement: id })) as { data: { people: object[] } };
    expect(data.people).to.have.length(4);
    await Promise.all([alice, bob].map(one => one.acknowledges({ id })));
    stage.clock.pass(seconds(1));
    const { people, counts } = await tab.gets('report');
    const done = people.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
    expect(done.map(({ name }) => name)).to.deep.equal(['alice', 'bob']);
    expect(counts).to.include({ sent: 4, shown: 2, acknowledged: 2 });
    expect(tab.all('report')).to.have.length(1);
  });

  it('is made by those who may, for people that exist', async () => {
    await refused(desk().announce('alice', { text: 'Free cake', to: ['all'] }), 'forbidden');
    expect((await desk().announce('ann', { text: 'Cake', to: ['bob'] })).state).to.equal('sent');
    const to = (...names: string[]) => announce('Hello', { to: names });
    expect((await refused(to('bob', 'zoe'), 'unknown_person')).message).to.include('zoe');
    expect((await refused(to('@sales'), 'unknown_group')).message).to.equal('There is no group @sales.');
    expect((await refused(announce('  '), 'invalid')).field).to.equal('text');
    expect((await refused(to(), 'invalid')).field).to.equal('to');
    const past = announce('Hello', { expiresAt: stage.clock.now() });
    expect((await refused(past, 'invalid')).field).to.equal('expiresAt');
    const theirs = await announce('For Bob', { to: ['bob'] });
    await refused(alice.acknowledges(theirs), 'unknown_announcement');
  });
});
