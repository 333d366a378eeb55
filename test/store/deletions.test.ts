import { expect } from 'chai';
import type { Storage } from '../../relay/storage.ts';
import { deleteWhole, heir } from './delete-whole.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('deletions', () => {
  const { open } = folders();
  let store: Storage;
  beforeEach(async () => {
    store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i', { to: ['bob', 'carol'] }));
    await store.conversations.move({
      invitation: 'i',
      user: 'bob',
      from: ['pending'],
      to: 'accepted',
      at: 15,
    });
  });
  const begin = (name: string) => store.deletions.begin({ name, heir, at: 100 });

  it('begin in one step, after which nobody is them', async () => {
    const token = { id: 't', digest: 'd', user: 'bob', kind: 'api' as const, at: 1, expiresAt: null };
    await store.people.addToken({ ...token, address: '', agent: '' });
    expect(await begin('bob')).to.deep.equal({ heir });
    expect(await store.people.get('bob')).to.include({
      ...{ display: 'Deleted person', email: null, password: '', disabled: true, version: 2 },
    });
    expect(await store.people.getToken('d', 50)).to.equal(null);
    expect(await store.people.find('bob', 5)).to.deep.equal([]);
    expect(await store.deletions.pending()).to.deep.equal(['bob']);
    expect(await store.deletions.begin({ name: 'bob', heir: '~gone-2', at: 101 })).to.deep.equal({ heir });
  });

  it('are refused of who is not there, is held, or is the last administrator', async () => {
    expect(await begin('nobody')).to.deep.equal({ refused: 'unknown' });
    await store.people.update('carol', { role: 'admin' });
    expect(await begin('carol')).to.deep.equal({ refused: 'last' });
    await store.people.update('bob', { role: 'admin' });
    expect(await begin('carol')).to.deep.equal({ heir });
    const hold = { id: 'h', kind: 'person' as const, subject: 'alice', reason: 'x', by: 'root', at: 1 };
    await store.holds.set(hold);
    expect([await begin('alice'), await begin('bob')]).to.deep.equal([
      { refused: 'held' },
      { refused: 'held' },
    ]);
  });

  it('take what they said and leave what others said, under numbers that stay', async () => {
    const say = (id: string, from: string) => store.conversations.append(message(id, from));
    for (const [id, from] of [
      ['m1', 'alice'],
      ['m2', 'bob'],
      ['m3', 'bob'],
      ['m4', 'bob'],
    ] as const)
      await say(id, from);
    const reaction = { kind: 'react' as const, emoji: '🎉', on: true, max: 9 };
    for (const user of ['alice', 'bob'])
      await store.conversations.change({
        conversation: 'c-i',
        seq: 1,
        user,
        clientId: user,
        at: 30,
        what: reaction,
      });
    expect(await deleteWhole(store, 'bob')).to.be.above(10);
    const said = await store.conversations.messages('c-i', { limit: 9 });
    expect(said.map(({ seq, from, text }) => [seq, from, text])).to.deep.equal([
      [1, 'alice', 'text of m1'],
      [2, heir, ''],
      [3, heir, ''],
      [4, heir, ''],
    ]);
    expect(said[0]!.reactions).to.deep.equal({ '🎉': ['alice'] });
    const { participants } = (await store.conversations.conversation('c-i'))!;
    expect(participants.map(({ name, display, state }) => [name, display, state])).to.deep.equal([
      ['alice', 'alice Doe', 'joined'],
      [heir, 'Deleted person', 'left'],
      ['carol', 'carol Doe', 'invited'],
    ]);
    expect([await store.people.get('bob'), await store.deletions.pending()]).to.deep.equal([null, []]);
    expect((await store.people.list()).map(({ name }) => name)).to.deep.equal(['alice', 'carol']);
  });

  it('take the words of their invitations and what was left in their name', async () => {
    await store.help.ask({
      ...{ id: 'q', conversation: 'c-q', message: 'm-q', clientId: 'q', from: 'alice', at: 20 },
      ...{ header: 'It burns', text: 'It burns', page: null },
    });
    await store.help.note({ id: 'n', help: 'q', by: 'bob', text: 'Again', clientId: 'n', at: 21 });
    await deleteWhole(store, 'alice', 200);
    expect(await store.conversations.invitation('i')).to.deep.include({ header: '', instruction: '' });
    expect((await store.conversations.invitation('i'))!.to.map(({ state }) => state)).to.deep.equal([
      'accepted',
      'withdrawn',
    ]);
    expect((await store.conversations.conversation('c-i'))!.header).to.equal('');
    expect(await store.help.get('q')).to.include({ state: 'closed', outcome: 'cancelled', text: '' });
    expect(await store.help.notes('q')).to.deep.equal([]);
  });
});
