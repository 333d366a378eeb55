import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Barriers', () => {
  let stage: Stage;
  let root: Actor;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    root = await stage.person('root', 'admin');
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    await alice.does('makeGroup', { name: 'buy', display: 'Buyers', joining: 'open' });
    await bob.does('makeGroup', { name: 'sell', display: 'Sellers', joining: 'open' });
  });
  afterEach(() => stage.close());
  const raise = (by = 'root') => stage.relay.setBarrier(by, ['sell', 'buy'], true);

  it('are set by administrators, between groups that exist and share nobody', async () => {
    await refused(raise('alice'), 'forbidden');
    await refused(stage.relay.setBarrier('root', ['buy', 'none'], true), 'unknown_group');
    await refused(stage.relay.setBarrier('root', ['buy', 'buy'], true), 'invalid');
    await alice.does('join', { group: 'sell' });
    expect((await refused(raise(), 'conflict')).message).to.include('alice');
    await alice.does('leaveGroup', { group: 'sell' });
    const [barrier] = await raise();
    expect(barrier).to.deep.include({ groups: ['buy', 'sell'], by: 'root' });
    await stage.restarts();
    expect(stage.relay.barriers('root')).to.deep.equal([barrier]);
    expect(await stage.relay.setBarrier('root', ['buy', 'sell'], false)).to.deep.equal([]);
  });

  it('leave nobody a way to the other side but by an administrator', async () => {
    const carol = await stage.person('carol');
    await carol.does('join', { group: 'buy' });
    await raise();
    await refused(carol.does('leaveGroup', { group: 'buy' }), 'forbidden');
    await refused(alice.does('admit', { group: 'buy', name: 'carol', role: null }), 'forbidden');
    await refused(alice.does('removeGroup', { group: 'buy' }), 'conflict');
    await refused(carol.does('join', { group: 'sell' }), 'unknown_group');
    await refused(root.does('admit', { group: 'sell', name: 'carol', role: 'member' }), 'conflict');
    await root.does('admit', { group: 'buy', name: 'carol', role: null });
    await carol.does('join', { group: 'sell' });
  });

  it('make the boards of both sides stale', async () => {
    const tab = await alice.opens();
    await tab.does('board', { of: 'found:bob' });
    await raise();
    await tab.gets('stale', ({ board }) => board === 'found:bob');
    expect((await alice.does('board', { of: 'found:bob' })).rows).to.deep.equal([]);
  });
});
