import { expect } from 'chai';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('emptying', () => {
  const { open } = folders();

  it('takes what a message says from everywhere, and leaves its place', async () => {
    const store = await withPeople(await open(), 'alice', 'bob');
    await store.conversations.invite(invitation('i'));
    await store.conversations.append(message('m1'));
    await store.conversations.append({ ...message('m2', 'alice', 'c-i', 90), reply: 1 });
    const step = { before: 50, now: 100, from: null, limit: 10 };
    expect(await store.retention.sweep('messages', step)).to.deep.equal({
      ...{ swept: 1, next: null, emptied: [{ id: 'c-i', through: 1 }] },
    });
    const [first, second] = await store.conversations.messages('c-i', { limit: 9 });
    expect(first).to.deep.equal({
      ...{ id: 'm1', conversation: 'c-i', seq: 1, from: 'alice', clientId: 'm1-client', text: '', at: 20 },
      ...{ revision: 1, deletedAt: 100, swept: true },
    });
    expect(second!.reply).to.deep.equal({ seq: 1, from: 'alice', text: '' });
    const found = await store.search.search({ user: 'alice', words: ['text'], limit: 5 });
    expect(found.found.map(({ message }) => message.id)).to.deep.equal(['m2']);
  });
});
