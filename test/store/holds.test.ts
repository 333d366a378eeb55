import { expect } from 'chai';
import type { Hold } from '../../relay/protocol.ts';
import type { NewHold, Storage } from '../../relay/storage.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('holds', () => {
  const { open } = folders();
  let store: Storage;
  beforeEach(async () => {
    store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i'));
  });
  const set = async (more: Partial<NewHold> = {}) =>
    (await store.holds.set({
      ...{ id: 'h', kind: 'person', subject: 'bob', reason: 'Case 12', by: 'root', at: 5, ...more },
    })) as Hold;
  const change = (what: { kind: 'edit'; text: string; link: null } | { kind: 'erase' }, clientId: string) =>
    store.conversations.change({ conversation: 'c-i', seq: 1, user: 'alice', clientId, at: 30, what });

  it('are set once on one thing, and lifted once', async () => {
    const hold = await set();
    expect(hold).to.deep.equal({
      ...{ id: 'h', kind: 'person', subject: 'bob', reason: 'Case 12', by: 'root', at: 5, lifted: null },
    });
    expect(await set({ id: 'h2' })).to.deep.equal({ refused: 'held' });
    expect(await set({ id: 'h2', subject: 'nobody' })).to.deep.equal({ refused: 'unknown' });
    const lifted = { by: 'ada', reason: 'Closed', at: 9 };
    expect(await store.holds.lift('h', lifted)).to.deep.equal({ ...hold, lifted });
    expect(await store.holds.lift('h', lifted)).to.equal(null);
    await set({ id: 'h2', kind: 'conversation', subject: 'c-i', at: 10 });
    expect((await store.holds.list(9)).map(({ id }) => id)).to.deep.equal(['h2', 'h']);
  });

  it('concern a person, whoever was in a conversation with them, and nobody else', async () => {
    await set();
    const concerned = () => Promise.all(['alice', 'bob', 'carol'].map(name => store.holds.concerns(name)));
    expect(await concerned()).to.deep.equal([true, true, false]);
    await store.holds.lift('h', { by: 'root', reason: 'x', at: 6 });
    expect(await concerned()).to.deep.equal([false, false, false]);
    await set({ id: 'h2', kind: 'conversation', subject: 'c-i' });
    expect(await concerned()).to.deep.equal([true, true, false]);
  });

  it('put aside what people change or take back, with its files, which nobody sees any more', async () => {
    const file = { id: 'f', conversation: 'c-i', owner: 'alice', name: 'f.png', type: 'image/png', bytes: 9 };
    await store.files.add({ ...file, digest: 'd-f', at: 19 }, 1_000);
    await store.conversations.append({ ...message('m'), files: ['f'] });
    await set();
    await change({ kind: 'edit', text: 'Nothing', link: null }, 'e1');
    await change({ kind: 'erase' }, 'x1');
    const copies = await store.holds.copies('h', 0, 9);
    expect(copies.map(({ kind, sender, body }) => [kind, sender, body.text])).to.deep.equal([
      ['edited', 'alice', 'text of m'],
      ['erased', 'alice', 'Nothing'],
    ]);
    expect(await store.holds.copies('h', copies[0]!.n, 1)).to.deep.equal([copies[1]]);
    expect(await store.files.get('f')).to.equal(null);
    expect(await store.files.inUse(['d-f'])).to.deep.equal(['d-f']);
  });

  it('keep messages that are removed from an inbox', async () => {
    const left = { id: 'l', owner: 'bob', sender: 'carol', display: 'Carol', contact: null, group: null };
    await store.left.add({ ...left, text: 'Call me', clientId: 'c', at: 8 }, 5);
    await set();
    await store.left.remove('bob', 'l', 9);
    const [copy] = await store.holds.copies('h', 0, 9);
    expect([copy!.kind, copy!.sender, copy!.body.text]).to.deep.equal(['left', 'carol', 'Call me']);
  });

  it('leave alone what they are not about', async () => {
    await set({ subject: 'carol' });
    await store.conversations.append(message('m'));
    await change({ kind: 'erase' }, 'x1');
    expect(await store.holds.copies('h', 0, 9)).to.deep.equal([]);
  });
});
