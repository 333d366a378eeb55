import { expect } from 'chai';
import { seconds } from './clock.ts';
import { type Actor, Stage } from './stage.ts';
import type { Tab } from './tab.ts';

describe('one change of one person', () => {
  let stage: Stage;
  const watchers: Tab[] = [];
  const others: Tab[] = [];
  let bob: Actor;

  before(async () => {
    stage = await Stage.open();
    bob = await stage.person('bob');
    await bob.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'open' });
    await bob.does('makeGroup', { name: 'rest', display: 'Rest', joining: 'open' });
    const open = async (name: string, group: string) => {
      const person = await stage.person(name);
      await person.does('join', { group });
      const tab = await person.opens();
      await tab.looks(true, true);
      await tab.does('board', { of: `group:${group}` });
      return tab;
    };
    await bob.does('admit', { group: 'rest', name: 'bob', role: 'owner' });
    for (let index = 0; index < 30; index++) watchers.push(await open(`w${index}`, 'ops'));
    for (let index = 0; index < 90; index++) others.push(await open(`o${index}`, 'rest'));
    // Belongs to the one group alone, so that the others have nobody to look at.
    await others[0]!.does('board', { of: 'group:rest' });
    await bob.does('admit', { group: 'rest', name: 'o0', role: 'owner' });
    await bob.does('leaveGroup', { group: 'rest' });
  });
  after(() => stage.close());

  const frames = (tab: Tab) => tab.frames.filter(({ kind }) => kind === 'row' || kind === 'row-gone').length;
  /** How many frames each of them gets by what is done. */
  const counted = async (run: () => Promise<unknown>) => {
    const before = new Map([...watchers, ...others].map(tab => [tab, tab.frames.length]));
    await run();
    // Whatever else was on its way has come when these have been answered.
    for (const tab of [...watchers, ...others]) await stage.relay.me(tab.user);
    const gained = (tab: Tab) => tab.frames.length - before.get(tab)!;
    return { watchers: new Set(watchers.map(gained)), others: new Set(others.map(gained)) };
  };
  const once = { watchers: new Set([1]), others: new Set([0]) };

  it('is one frame for each who looks at them, and none for anybody else', async () => {
    let tab: Tab;
    expect(await counted(async () => (tab = await bob.opens()))).to.deep.equal(once);
    expect(await counted(() => bob.does('availability', { dnd: 'on', note: 'Busy' }))).to.deep.equal(once);
    expect(await counted(() => bob.does('availability', { visibility: 'nobody' }))).to.deep.equal(once);
    const hidden = await counted(() => bob.does('availability', { dnd: 'off', note: 'Hidden' }));
    expect(hidden.watchers).to.deep.equal(new Set([0]));
    expect(await counted(() => bob.does('availability', { visibility: 'groups' }))).to.deep.equal(once);
    const gone = await counted(async () => {
      tab.closes();
      stage.clock.pass(seconds(15));
    });
    expect(gone).to.deep.equal(once);
    expect(await counted(() => bob.does('reachable', { by: 'contacts' }))).to.deep.equal(once);
    expect(frames(watchers[0]!)).to.be.above(4);
  });

  it('is nothing at all where nothing that they see has changed', async () => {
    const none = { watchers: new Set([0]), others: new Set([0]) };
    expect(await counted(() => bob.does('reachable', { by: 'contacts' }))).to.deep.equal(none);
    expect(await counted(() => bob.does('contact', { name: 'w0', on: false }))).to.deep.equal(none);
    expect(await counted(() => bob.does('changeGroup', { group: 'ops', about: 'New' }))).to.deep.equal(none);
  });
});
