import { expect } from 'chai';
import { seconds } from '../conversations/clock.ts';
import { type Actor, Stage } from '../conversations/stage.ts';
import type { Tab } from '../conversations/tab.ts';

describe('Returns', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());
  const waits = () => alice.does('notify', { name: 'bob', on: true });
  const back = (tab: Tab) => tab.gets('event', ({ event }) => event.kind === 'back');
  const backs = (tab: Tab) => tab.events().filter(({ kind }) => kind === 'back').length;

  it('tells once that somebody is back, with one change of their row', async () => {
    const tab = await alice.opens();
    await tab.does('board', { of: 'found:bob' });
    expect(await waits()).to.deep.equal({ on: true });
    expect(tab.all('row').at(-1)!.row.notify).to.equal(true);
    const atBob = await bob.opens();
    const { event } = await back(tab);
    expect(event).to.deep.equal({ kind: 'back', person: { name: 'bob', display: 'Bob' } });
    const rows = tab.all('row').map(({ row }) => `${row.presence} ${row.notify}`);
    expect(rows).to.deep.equal(['offline true', 'online false']);
    atBob.closes();
    stage.clock.pass(seconds(15));
    await bob.opens();
    await tab.does('board', { of: 'contacts' });
    expect(backs(tab)).to.equal(1);
  });

  it('waits until who asked is there to hear it, over a restart too', async () => {
    await waits();
    await stage.restarts();
    await bob.opens();
    const tab = await alice.opens();
    await back(tab);
    expect(backs(tab)).to.equal(1);
  });

  it('tells at once if they are there, and nothing after it was taken back', async () => {
    const tab = await alice.opens();
    await waits();
    expect(await alice.does('notify', { name: 'bob', on: false })).to.deep.equal({ on: false });
    await bob.opens();
    await tab.does('board', { of: 'contacts' });
    expect(backs(tab)).to.equal(0);
    expect(await waits()).to.deep.equal({ on: false });
    await back(tab);
  });

  it('tells nothing of who does not show themselves', async () => {
    const tab = await alice.opens();
    await waits();
    await bob.does('block', { name: 'alice', on: true });
    await bob.opens();
    await tab.does('board', { of: 'contacts' });
    expect(backs(tab)).to.equal(0);
    const rows = () => tab.all('row').map(({ row }) => `${row.presence} ${row.notify}`);
    await tab.does('board', { of: 'found:bob' });
    await bob.does('block', { name: 'alice', on: false });
    await back(tab);
    expect(rows()).to.deep.equal(['online false']);
  });

  it('tells of who shows themselves again, with one change of their row', async () => {
    const tab = await alice.opens();
    await bob.does('availability', { visibility: 'nobody' });
    await bob.opens();
    await waits();
    await tab.does('board', { of: 'found:bob' });
    expect(backs(tab)).to.equal(0);
    await bob.does('availability', { visibility: 'everyone' });
    await back(tab);
    expect(tab.all('row').map(({ row }) => `${row.presence} ${row.notify}`)).to.deep.equal(['online false']);
  });
});
