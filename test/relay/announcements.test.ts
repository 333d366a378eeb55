import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('Announcements', () => {
  it('go once to each, leave out disabled people, and are noted without their text', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.people('alice', 'bob');
    await stage.relay.accounts.setDisabled('bob', true);
    const options = { to: ['all', 'alice'], priority: 'info' as const };
    await stage.relay.announce('admin', 'A secret plan', options);
    expect(await stage.store.announcements.open('alice')).to.have.length(1);
    expect(await stage.store.announcements.open('bob')).to.deep.equal([]);
    await refused(stage.relay.announce('admin', 'Hello', { ...options, to: ['bob'] }), 'unknown_person');
    const [entry] = await stage.store.audit.list(1);
    expect(entry).to.include({ actor: 'admin', action: 'announced' });
    expect(JSON.stringify(entry)).to.not.include('secret');
    await stage.close();
  });

  it('go to the members of a group, and to nobody who has only asked', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    const [alice, bob, carol] = await stage.people('alice', 'bob', 'carol');
    await alice!.does('makeGroup', { name: 'ops', display: 'Ops' });
    await alice!.does('admit', { group: 'ops', name: 'bob', role: 'member' });
    await bob!.does('join', { group: 'ops' });
    await carol!.does('join', { group: 'ops' });
    await stage.relay.announce('admin', 'Maintenance', { to: ['@ops', 'bob'], priority: 'info' });
    const heard = await Promise.all(
      ['admin', 'alice', 'bob', 'carol'].map(
        async name => (await stage.store.announcements.open(name)).length,
      ),
    );
    expect(heard).to.deep.equal([0, 1, 1, 0]);
    const { field } = await refused(
      stage.relay.announce('admin', 'Hello', { to: ['@none'], priority: 'info' }),
      'unknown_group',
    );
    expect(field).to.equal('to');
    await stage.close();
  });
});
