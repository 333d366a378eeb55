import { expect } from 'chai';
import type { Joining } from '../../relay/protocol.ts';
import { minutes } from '../conversations/clock.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Memberships', () => {
  let stage: Stage;
  let root: Actor;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    root = await stage.person('root', 'admin');
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());
  const make = (joining: Joining, more: { listed?: 'members'; password?: string } = {}) =>
    alice.does('makeGroup', { name: 'ops', display: 'Ops', joining, ...more });
  const mine = async (actor: Actor) => (await actor.does('join', { group: 'ops' })).mine;

  it('lets people into an open group at once, as often as they ask', async () => {
    await make('open');
    expect([await mine(bob), await mine(bob), await mine(alice)]).to.deep.equal([
      'member',
      'member',
      'owner',
    ]);
  });

  it('takes the right password alone, and slows down who guesses', async () => {
    await make('password', { password: 'sesame' });
    const tries = (password?: string) => bob.does('join', { group: 'ops', password });
    expect((await refused(tries(), 'wrong_password')).field).to.equal('password');
    for (let count = 0; count < 6; count++) await refused(tries(`guess ${count}`), 'wrong_password');
    await refused(tries('sesame'), 'limited');
    stage.clock.pass(minutes(20));
    expect((await tries('sesame')).mine).to.equal('member');
  });

  it('tells a hidden group from a missing one to nobody but who has the password', async () => {
    await make('password', { password: 'sesame', listed: 'members' });
    const missing = await refused(bob.does('join', { group: 'none', password: 'x' }), 'unknown_group');
    const hidden = await refused(bob.does('join', { group: 'ops', password: 'x' }), 'unknown_group');
    expect({ ...hidden, message: hidden.message }).to.deep.equal({ ...missing, message: missing.message });
    await refused(bob.does('join', { group: 'ops' }), 'unknown_group');
    await refused(bob.does('leaveGroup', { group: 'ops' }), 'unknown_group');
    expect((await bob.does('join', { group: 'ops', password: 'sesame' })).mine).to.equal('member');
  });

  it('has owners of a closed group let people in, who have the last word', async () => {
    await make('closed');
    await refused(bob.does('join', { group: 'ops' }), 'forbidden');
    const { members } = await alice.does('admit', { group: 'ops', name: 'bob', role: 'member' });
    expect(members.at(-1)).to.deep.equal({ name: 'bob', display: 'Bob', role: 'invited' });
    expect((await bob.does('group', { group: 'ops' })).group).to.include({ mine: 'invited', members: 1 });
    expect(await mine(bob)).to.equal('member');
    await refused(alice.does('admit', { group: 'ops', name: 'nobody', role: 'member' }), 'unknown_person');
  });

  it('has administrators put people in without asking', async () => {
    await make('closed');
    const { members } = await root.does('admit', { group: 'ops', name: 'bob', role: 'owner' });
    expect(members.map(({ name, role }) => `${name} ${role}`)).to.deep.equal(['alice owner', 'bob owner']);
  });

  it('lets people go, but not the last owner', async () => {
    await make('open');
    await refused(alice.does('leaveGroup', { group: 'ops' }), 'conflict');
    await mine(bob);
    await refused(bob.does('admit', { group: 'ops', name: 'alice', role: null }), 'forbidden');
    await alice.does('admit', { group: 'ops', name: 'bob', role: 'owner' });
    await alice.does('leaveGroup', { group: 'ops' });
    await refused(alice.does('leaveGroup', { group: 'ops' }), 'conflict');
    await refused(bob.does('admit', { group: 'ops', name: 'alice', role: null }), 'conflict');
    expect((await bob.does('group', { group: 'ops' })).group.members).to.equal(1);
  });

  it('counts people whom an owner invites like other invitations', async () => {
    await make('closed');
    await Promise.all(Array.from({ length: 101 }, (_, index) => stage.person(`p${index}`)));
    for (let index = 0; index < 100; index++)
      await alice.does('admit', { group: 'ops', name: `p${index}`, role: 'member' });
    await refused(alice.does('admit', { group: 'ops', name: 'p100', role: 'member' }), 'limited');
  });
});
