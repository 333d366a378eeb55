import { expect } from 'chai';
import { type Actor, refused, Stage } from './stage.ts';
import { until } from './until.ts';

describe('an announcement', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;

  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  const announce = (text: string, ...to: string[]) =>
    stage.relay.announce('admin', text, { to, priority: 'urgent' });

  it('reaches everybody, on the open page or the next', async () => {
    const atAlice = await alice.opens();
    const announcement = await announce('The canteen is closed', 'all');
    const { event } = await atAlice.gets('event');
    expect(event).to.deep.equal({ kind: 'announcement', announcement });
    expect(announcement.from).to.deep.equal({ name: 'admin', display: 'Admin' });
    expect((await stage.relay.snapshot('bob')).announcements).to.deep.equal([announcement]);
    expect([alice.isDue, bob.isDue]).to.deep.equal([true, true]);
  });

  it('reaches only those it names', async () => {
    await announce('For Bob', 'bob', 'BOB');
    expect((await stage.relay.snapshot('bob')).announcements).to.have.length(1);
    expect((await stage.relay.snapshot('alice')).announcements).to.deep.equal([]);
    expect(alice.isDue).to.equal(false);
  });

  it('is settled when it is acknowledged, in every tab', async () => {
    const announcement = await announce('Fire drill', 'all');
    const tab = await bob.opens();
    await bob.acknowledges(announcement);
    await bob.acknowledges(announcement);
    await tab.gets('event', ({ event }) => event.kind === 'acknowledged');
    await until('nothing to be due', () => !bob.isDue);
    expect(tab.events()).to.have.length(1);
    expect((await stage.relay.snapshot('bob')).announcements).to.deep.equal([]);
    expect(alice.isDue).to.equal(true);
  });

  it('cannot be acknowledged by whom it is not for', async () => {
    const announcement = await announce('For Bob', 'bob');
    await refused(alice.acknowledges(announcement), 'unknown_announcement');
  });

  it('is made by administrators alone, for people that exist', async () => {
    await refused(stage.relay.announce('alice', 'Free cake', { to: ['all'], priority: 'info' }), 'forbidden');
    expect((await refused(announce('Hello', 'bob', 'zoe'), 'unknown_person')).message).to.include('zoe');
    expect((await refused(announce('Hello', '@sales'), 'unknown_group')).message).to.equal(
      'There is no group @sales.',
    );
    expect((await refused(announce('  ', 'all'), 'invalid')).field).to.equal('text');
    expect((await refused(announce('Hello'), 'invalid')).field).to.equal('to');
  });
});
