import { expect } from 'chai';
import { type Actor, Stage } from '../conversations/stage.ts';

describe('BoardRows', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
    await stage.relay.accounts.updateProfile('bob', { phone: '+49 30 1234' });
    await bob.does('availability', { note: 'At my desk' });
  });
  afterEach(() => stage.close());
  const row = async () => (await alice.does('board', { of: 'found:bob' })).rows[0]!;

  it('says what can be done now, and why the rest cannot', async () => {
    expect(await row()).to.deep.equal({
      ...{ name: 'bob', display: 'Bob', presence: 'offline', note: 'At my desk', picture: null },
      ...{ contact: false, favourite: false, notify: false },
      ways: { chat: 'offline', message: null, call: 'not_yet', phone: 'not_yet', mobile: 'no_number' },
    });
    await bob.opens();
    expect(await row()).to.deep.include({ presence: 'online' });
    expect((await row()).ways.chat).to.equal(null);
    await bob.does('availability', { dnd: 'on' });
    expect((await row()).ways.chat).to.equal('dnd');
  });

  it('shows less to whom the person does not show themselves', async () => {
    await bob.opens();
    await bob.does('availability', { visibility: 'contacts' });
    expect(await row()).to.deep.include({ presence: 'offline', note: null });
    expect((await row()).ways.chat).to.equal('offline');
    await bob.does('contact', { name: 'alice', on: true });
    expect(await row()).to.deep.include({ presence: 'online', note: 'At my desk' });
  });

  it('says that one has blocked somebody, or that they take no invitations; not that they have blocked one', async () => {
    await bob.opens();
    await bob.does('reachable', { by: 'contacts' });
    expect((await row()).ways.chat).to.equal('closed');
    await bob.does('reachable', { by: 'everyone' });
    await bob.does('block', { name: 'alice', on: true });
    expect(await row()).to.deep.include({ presence: 'offline', note: null });
    expect((await row()).ways).to.include({ chat: 'offline', message: null });
    await alice.does('block', { name: 'bob', on: true });
    expect((await row()).ways).to.include({ chat: 'blocked', message: 'blocked', call: 'blocked' });
  });
});
