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
});
