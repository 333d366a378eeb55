import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('AnnouncementReceipts', () => {
  it('take what comes late for what it is, of those whom it was for', async () => {
    const stage = await Stage.open();
    await stage.person('admin', 'admin');
    const [alice, bob] = await stage.people('alice', 'bob');
    const { id } = await stage.relay.announcing.announce('admin', { text: 'x', to: ['alice'] });
    await stage.relay.announcing.withdraw('admin', id);
    expect(await alice!.acknowledges({ id })).to.deep.equal({});
    expect(await alice!.does('announcementShown', { announcement: id })).to.deep.equal({});
    await refused(bob!.acknowledges({ id }), 'unknown_announcement');
    expect(await stage.store.announcements.receipts(id)).to.deep.equal([]);
    await stage.close();
  });
});
