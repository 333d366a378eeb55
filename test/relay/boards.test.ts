import { expect } from 'chai';
import type { BoardRow } from '../../relay/protocol.ts';
import { minutes, seconds } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import type { Tab } from '../conversations/tab.ts';
import { until } from '../conversations/until.ts';

/** What the tab was told of its board, as `name presence` or what else happened. */
const told = (tab: Tab) =>
  tab.frames.flatMap(frame => {
    if (frame.kind === 'row') return `${frame.row.name} ${frame.row.presence}`;
    if (frame.kind === 'row-gone') return `${frame.name} gone`;
    return frame.kind === 'stale' ? `stale ${frame.board}` : [];
  });

describe('Boards', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  let carol: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('root', 'admin');
    [alice, bob, carol] = (await stage.people('alice', 'bob', 'carol')) as [Actor, Actor, Actor];
    await alice.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'open' });
    await bob.does('join', { group: 'ops' });
  });
  afterEach(() => stage.close());

  const look = async (tab: Tab, of: string) => {
    const reply = await tab.does('board', { of });
    if (!reply.ok) throw new Error(reply.error.code);
    return (reply.data as { rows: BoardRow[] }).rows.map(({ name, presence }) => `${name} ${presence}`);
  };

  it('shows a group to its members alone, without themselves', async () => {
    const tab = await alice.opens();
    expect(await look(tab, 'group:ops')).to.deep.equal(['bob offline']);
    await refused(carol.does('board', { of: 'group:ops' }), 'forbidden');
    await refused(carol.does('board', { of: 'group:none' }), 'unknown_group');
    expect(stage.relay.activeGroup(tab.channel.session)).to.equal('ops');
  });

  it('brings it page by page, in the order of display names', async () => {
    await stage.people('dave', 'erin', 'frank');
    for (const name of ['erin', 'frank', 'dave', 'carol']) await alice.does('contact', { name, on: true });
    const page = (after?: string) => alice.does('board', { of: 'contacts', after, limit: 3 });
    const first = await page();
    expect(first.rows.map(({ name }) => name)).to.deep.equal(['carol', 'dave', 'erin']);
    expect(first).to.deep.include({ board: 'contacts', total: 4, more: true });
    const second = await page('erin');
    expect(second.rows.map(({ name }) => name)).to.deep.equal(['frank']);
    expect([second.more, (await page('frank')).rows.length]).to.deep.equal([false, 0]);
  });

  it('says once to each session what has changed, of the board that it shows alone', async () => {
    const [tab, other] = [await alice.opens(), await alice.opens()];
    await look(tab, 'group:ops');
    await look(other, 'contacts');
    const atBob = await bob.opens();
    expect([told(tab), told(other)]).to.deep.equal([['bob online'], []]);
    await tab.does('board', { of: 'contacts' });
    atBob.closes();
    stage.clock.pass(seconds(15));
    expect(told(tab)).to.deep.equal(['bob online']);
    await tab.does('board', { of: 'group:ops' });
    await tab.does('unwatch', {});
    await bob.opens();
    expect(told(tab)).to.deep.equal(['bob online']);
  });

  it('adds and takes away rows as people come and go', async () => {
    const tab = await alice.opens();
    await look(tab, 'group:ops');
    await carol.does('join', { group: 'ops' });
    await bob.does('leaveGroup', { group: 'ops' });
    await stage.relay.accounts.setDisabled('carol', true);
    expect(told(tab)).to.deep.equal(['carol offline', 'bob gone', 'carol gone']);
  });

  it('follows the address book, and how people show themselves', async () => {
    const tab = await alice.opens();
    await look(tab, 'contacts');
    await alice.does('contact', { name: 'bob', on: true });
    await bob.opens();
    await bob.does('availability', { visibility: 'nobody' });
    await bob.does('availability', { dnd: 'on' });
    await bob.does('availability', { visibility: 'everyone', note: 'Busy' });
    await stage.relay.accounts.updateProfile('bob', { display: 'Robert' });
    await alice.does('contact', { name: 'bob', on: false });
    expect(told(tab)).to.deep.equal([
      ...['bob offline', 'bob online', 'bob offline', 'bob dnd', 'bob dnd', 'bob gone'],
    ]);
  });

  it('tells a blocked person what they would see if the other went away, and nothing where they saw nobody', async () => {
    const tab = await alice.opens();
    await look(tab, 'group:ops');
    await bob.does('block', { name: 'alice', on: true });
    expect(told(tab)).to.deep.equal([]);
    await bob.does('block', { name: 'alice', on: false });
    const atBob = await bob.opens();
    await bob.does('block', { name: 'alice', on: true });
    await bob.does('availability', { note: 'Hidden' });
    atBob.closes();
    stage.clock.pass(seconds(15));
    await bob.opens();
    expect(told(tab)).to.deep.equal(['bob online', 'bob offline']);
  });

  it('ends for who is no longer in the group, and when it is removed', async () => {
    const [tab, atBob] = [await alice.opens(), await bob.opens()];
    await look(tab, 'group:ops');
    await look(atBob, 'group:ops');
    await alice.does('admit', { group: 'ops', name: 'bob', role: null });
    expect(told(atBob).at(-1)).to.equal('stale group:ops');
    await alice.does('removeGroup', { group: 'ops' });
    expect(told(tab)).to.deep.equal(['bob gone', 'stale group:ops']);
    expect(stage.relay.activeGroup(tab.channel.session)).to.equal(null);
    expect((await tab.does('board', { of: 'group:ops' })).ok).to.equal(false);
  });

  it('shows what another process has changed', async () => {
    const tab = await alice.opens();
    await look(tab, 'group:ops');
    await until('a row from the other process', async () => {
      await stage.beside(relay => relay.perform('carol', 'join', { group: 'ops' }));
      return told(tab)[0] === 'carol offline';
    });
  });

  it('keeps nothing of a channel that is closed', async () => {
    const tab = await alice.opens();
    await look(tab, 'group:ops');
    tab.closes();
    stage.clock.pass(minutes(1));
    expect(stage.relay.activeGroup(tab.channel.session)).to.equal(null);
  });
});
