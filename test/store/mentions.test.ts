import { expect } from 'chai';
import { deleteWhole } from './delete-whole.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('mentionTasks', () => {
  const { open } = folders();

  it('shorten the logs of others behind the last entry that names somebody deleted', async () => {
    const store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i', { from: 'bob', to: ['alice'] }));
    await store.conversations.invite(invitation('j', { from: 'alice', to: ['carol'] }));
    await store.conversations.append(message('m', 'alice', 'c-j'));
    await deleteWhole(store, 'bob');
    const log = await store.events.after('alice', 0, 99);
    // The last tells that somebody has gone from the conversation with them.
    expect(log.map(({ event }) => event.kind)).to.deep.equal([
      ...['conversation', 'invitation', 'message', 'emptied'],
    ]);
    expect(JSON.stringify(log)).not.to.contain('bob');
    expect(await store.events.after('bob', 0, 99)).to.deep.equal([]);
    expect(await store.events.last('alice')).to.equal(log.at(-1)!.n);
  });

  it('put another name in its place in whom announcements went to and in queues, but not in texts', async () => {
    const store = await withPeople(await open(), 'alice', 'text', 'carol');
    const webhook = {
      id: 'w',
      url: 'https://a.example/',
      events: ['invitation_made' as const],
      texts: false,
    };
    await store.webhooks.add({ ...webhook, note: '', by: 'text', secret: 's', at: 1 }, 9);
    await store.conversations.invite(invitation('i', { from: 'text', to: ['alice'] }));
    await store.announcements.add(
      {
        ...{ id: 'a', from: 'alice', text: 'All is well, text', priority: 'info', to: ['text'], except: [] },
        ...{ presence: [], state: 'sent', revision: 1, asked: 1, clientId: null, at: 10, sendAt: null },
        ...{ sentAt: 10, expiresAt: 1_000, endedAt: null, approvedBy: null, files: [] },
      },
      ['text', 'carol'],
    );
    await deleteWhole(store, 'text');
    expect(await store.announcements.get('a')).to.deep.include({
      text: 'All is well, text',
      to: ['~gone-1'],
    });
    expect(await store.announcements.audience('a')).to.deep.equal(['carol', '~gone-1']);
    const [made] = await store.webhooks.list();
    expect(made!.by).to.equal('~gone-1');
    const parcel = (await store.webhooks.next('w', 50))!;
    expect(parcel.data).to.deep.include({
      invitation: { ...(parcel.data.invitation as object), from: '~gone-1' },
    });
  });
});
