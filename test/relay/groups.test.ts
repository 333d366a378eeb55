import { expect } from 'chai';
import { type Actor, refused, Stage } from '../conversations/stage.ts';

describe('Groups', () => {
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
  const names = async (actor: Actor, query?: string) =>
    (await actor.does('groups', { query })).groups.map(({ name, mine }) => `${name} ${mine}`);

  it('shows a person their own, and by a search all that they may know of', async () => {
    await alice.does('makeGroup', { name: 'ops', display: 'Operations' });
    await alice.does('makeGroup', { name: 'secret', display: 'Operation X', listed: 'members' });
    expect(await names(alice)).to.deep.equal(['secret owner', 'ops owner']);
    expect(await names(bob)).to.deep.equal([]);
    expect(await names(bob, 'OPERATION')).to.deep.equal(['ops null']);
    expect(await names(bob, 'nothing')).to.deep.equal([]);
    expect(await names(root, '')).to.deep.equal(['secret null', 'ops null']);
    await refused(bob.does('group', { group: 'secret' }), 'unknown_group');
    await refused(bob.does('group', { group: 'none' }), 'unknown_group');
  });

  it('refuses a name that is taken, hidden or not, and a password that is missing', async () => {
    await alice.does('makeGroup', { name: 'ops', display: 'Ops', listed: 'members' });
    await refused(bob.does('makeGroup', { name: 'Ops', display: 'Mine' }), 'conflict');
    const { field } = await refused(
      bob.does('makeGroup', { name: 'club', display: 'Club', joining: 'password' }),
      'invalid',
    );
    expect(field).to.equal('password');
  });

  it('lets owners and administrators alone change and remove it', async () => {
    await alice.does('makeGroup', { name: 'ops', display: 'Ops', joining: 'open' });
    await bob.does('join', { group: 'ops' });
    await refused(bob.does('changeGroup', { group: 'ops', display: 'Mine' }), 'forbidden');
    await refused(bob.does('removeGroup', { group: 'ops' }), 'forbidden');
    const changed = await root.does('changeGroup', { group: 'ops', about: 'We run it' });
    expect(changed).to.include({ display: 'Ops', about: 'We run it', joining: 'open', members: 2 });
    await refused(alice.does('changeGroup', { group: 'ops', joining: 'password' }), 'invalid');
    await alice.does('changeGroup', { group: 'ops', joining: 'password', password: 'sesame' });
    await alice.does('changeGroup', { group: 'ops', display: 'Operations' });
    await stage.restarts();
    expect((await bob.does('group', { group: 'ops' })).group).to.include({
      ...{ display: 'Operations', joining: 'password', mine: 'member' },
    });
    const atBob = await bob.opens();
    await alice.does('removeGroup', { group: 'ops' });
    const { event } = await atBob.gets('event', frame => frame.event.kind === 'membership');
    expect(event).to.deep.include({ group: { name: 'ops', display: 'Operations' }, role: null, by: 'alice' });
    expect(await names(bob)).to.deep.equal([]);
  });

  it('names members to members, and who has asked to owners', async () => {
    const carol = await stage.person('carol');
    await alice.does('makeGroup', { name: 'ops', display: 'Ops' });
    await bob.does('join', { group: 'ops' });
    const seenBy = async (actor: Actor) =>
      (await actor.does('group', { group: 'ops' })).members.map(({ name, role }) => `${name} ${role}`);
    expect(await seenBy(alice)).to.deep.equal(['alice owner', 'bob asked']);
    expect(await seenBy(bob)).to.deep.equal([]);
    await alice.does('admit', { group: 'ops', name: 'bob', role: 'member' });
    await carol.does('join', { group: 'ops' });
    expect(await seenBy(bob)).to.deep.equal(['alice owner', 'bob member']);
    expect(await seenBy(root)).to.deep.equal(['alice owner', 'bob member', 'carol asked']);
  });
});
