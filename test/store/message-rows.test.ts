import { expect } from 'chai';
import { messageRows } from '../../store/message-rows.ts';
import { openDatabase } from '../../store/sqlite.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('messageRows', () => {
  const { open, folder } = folders();

  it('give a message that never changed without the fields of change', async () => {
    const where = await folder();
    const store = await withPeople(await open(where), 'alice', 'bob');
    await store.conversations.invite(invitation('i'));
    const page = { url: 'https://example.org/', title: 'Example' };
    await store.conversations.append(message('m1'));
    await store.conversations.append({ ...message('m2'), page });
    const db = openDatabase(where);
    const rows = messageRows(db);
    expect(rows.byId('m1')).to.deep.equal({ ...message('m1'), seq: 1 });
    expect(rows.prepare('m.conversation = ? AND m.seq = ?')('c-i', 2)).to.deep.equal([
      { ...message('m2'), seq: 2, page },
    ]);
    db.close();
  });
});
