import { expect } from 'chai';
import { recordKinds } from '../../relay/storage/person-records.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('personRecords', () => {
  const { open } = folders();

  it('gives every kind in pages, and of a conversation only what the person can read', async () => {
    const store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i', { to: ['bob', 'carol'] }));
    await store.conversations.append(message('m1'));
    await store.conversations.append({ ...message('m2'), withheld: ['bob'] });
    const page = (kind: (typeof recordKinds)[number], offset = 0, limit = 9) =>
      store.personRecords.page(kind, 'bob', { offset, limit });
    for (const kind of recordKinds) expect(await page(kind), kind).to.be.an('array');
    expect(await page('person')).to.have.length(1);
    expect(await page('messages')).to.deep.equal([]);
    await store.conversations.move({
      invitation: 'i',
      user: 'bob',
      from: ['pending'],
      to: 'accepted',
      at: 15,
    });
    expect((await page('messages')).map(({ text }) => text)).to.deep.equal(['text of m1']);
    await store.conversations.append(message('m3', 'bob'));
    expect((await page('messages', 1, 1)).map(({ text }) => text)).to.deep.equal(['text of m3']);
    await store.conversations.leave('c-i', 'bob', 16);
    expect((await page('messages')).map(({ text }) => text)).to.deep.equal(['text of m3']);
  });
});
