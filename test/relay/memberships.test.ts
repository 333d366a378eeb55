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

  it('gives a group whose only owner is deleted to whoever has belonged to it longest, and notes it', async () => {
    const [carol, dora, eve] = (await stage.people('carol', 'dora', 'eve')) as [Actor, Actor, Actor];
    await make('open');
    await alice.does('makeGroup', { name: 'empty', display: 'Empty', joining: 'closed' });
    await alice.does('makeGroup', { name: 'shared', display: 'Shared', joining: 'open' });
    for (const one of [eve, dora, carol, bob]) {
      stage.clock.pass(minutes(1));
      await mine(one);
    }
    await bob.does('join', { group: 'shared' });
    await carol.does('join', { group: 'shared' });
    await alice.does('admit', { group: 'shared', name: 'carol', role: 'owner' });
    await stage.relay.accounts.administer('root', 'eve', { disabled: true });
    const tab = await dora.opens();
    await stage.relay.persons.delete('root', 'alice');
    await stage.relay.persons.deleted();
    const { event } = await tab.gets('event', one => one.event.kind === 'membership');
    expect(event).to.deep.include({
      person: { name: 'dora', display: 'Dora' },
      role: 'owner',
      by: 'hallway',
    });
    const roles = async (group: string) =>
      (await root.does('group', { group })).members.map(({ name, role }) => `${name} ${role}`);
    expect(await roles('ops')).to.deep.equal(['dora owner', 'bob member', 'carol member', 'eve member']);
    expect(await roles('shared')).to.deep.equal(['carol owner', 'bob member']);
    expect(await roles('empty')).to.deep.equal([]);
    await root.does('admit', { group: 'empty', name: 'bob', role: 'owner' });
    const noted = (await stage.store.audit.list(9, { actor: 'hallway' })).map(
      ({ action, subject, detail }) => [action, subject, detail],
    );
    expect(noted).to.deep.include.members([
      ['member_changed', 'ops', { name: 'dora', role: 'owner' }],
      ['group_unowned', 'empty', {}],
    ]);
    expect(noted.filter(([, subject]) => subject === 'shared')).to.deep.equal([]);
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
