import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('Announcements', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.person('admin', 'admin');
    await stage.people('alice', 'bob');
  });
  afterEach(() => stage.close());
  const announce = (more: object = {}) =>
    stage.relay.announcing.announce('admin', { text: 'A secret plan', to: ['all'], ...more });

  it('leave out disabled people, and are noted without their text', async () => {
    await stage.relay.accounts.setDisabled('bob', true);
    await announce({ to: ['all', 'alice'] });
    expect(stage.relay.openAnnouncements('alice')).to.have.length(1);
    expect(stage.relay.openAnnouncements('bob')).to.deep.equal([]);
    await refused(announce({ to: ['bob'] }), 'unknown_person');
    const [entry] = await stage.store.audit.list(1);
    expect(entry).to.include({ actor: 'admin', action: 'announced' });
    expect(JSON.stringify(entry)).to.not.include('secret');
  });

  it('are over for their authors, too, once they are', async () => {
    const { id } = await announce();
    await stage.relay.announcing.withdraw('admin', id);
    for (const late of [
      stage.relay.announcing.update('admin', id, { text: 'Again' }),
      stage.relay.announcing.remind('admin', id),
      stage.relay.announcing.clear('admin', id, 'Clear'),
      stage.relay.announcing.decide('admin', id, { approve: true }),
    ])
      await refused(late, 'announcement_over');
    await refused(stage.relay.announcing.withdraw('admin', 'none'), 'unknown_announcement');
  });

  it('cannot be put off once they are sent', async () => {
    const { id } = await announce();
    const sendAt = stage.clock.now() + 5_000;
    expect(
      (await refused(stage.relay.announcing.update('admin', id, { sendAt }), 'conflict')).field,
    ).to.equal('sendAt');
  });
});
