import { expect } from 'chai';
import type { NewHold, Storage, SweepKind } from '../../relay/storage.ts';
import { folders } from './folder.ts';
import { helpOf } from './help-suite.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('retention', () => {
  const { open } = folders();
  let store: Storage;
  beforeEach(async () => {
    store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i'));
  });
  const hold = (subject: string, kind: NewHold['kind'] = 'person') =>
    store.holds.set({ id: `h-${subject}`, kind, subject, reason: 'x', by: 'root', at: 1 });
  /** All of it, in steps of `limit`. */
  async function sweep(kind: SweepKind, before = 50, limit = 2): Promise<number[]> {
    const steps: number[] = [];
    let from: string | null = null;
    do {
      const { swept, next } = await store.retention.sweep(kind, { before, now: 100, from, limit });
      steps.push(swept);
      from = next;
    } while (from !== null);
    return steps;
  }
  const texts = async (id = 'c-i') =>
    (await store.conversations.messages(id, { limit: 99 })).map(({ text }) => text);

  it('goes through messages in bounded steps, and is done when there are no more', async () => {
    for (const n of [1, 2, 3, 4, 5]) await store.conversations.append(message(`m${n}`, 'alice', 'c-i', 20));
    await store.conversations.append(message('new', 'alice', 'c-i', 60));
    expect(await sweep('messages')).to.deep.equal([2, 2, 1]);
    expect(await texts()).to.deep.equal(['', '', '', '', '', 'text of new']);
    expect(await sweep('messages')).to.deep.equal([0]);
  });

  it('passes by what is held, and takes it when the hold is lifted', async () => {
    await store.conversations.invite(invitation('j', { to: ['carol'] }));
    for (const n of [1, 2, 3]) await store.conversations.append(message(`m${n}`));
    await store.conversations.append(message('other', 'alice', 'c-j'));
    await hold('bob');
    expect(await sweep('messages')).to.deep.equal([0, 1, 0]);
    expect([await texts(), await texts('c-j')]).to.deep.equal([
      ['text of m1', 'text of m2', 'text of m3'],
      [''],
    ]);
    await store.holds.lift('h-bob', { by: 'root', reason: 'x', at: 2 });
    expect((await sweep('messages')).reduce((a, b) => a + b)).to.equal(3);
  });

  it('takes the bytes of files and leaves their names', async () => {
    const file = { conversation: 'c-i', owner: 'alice', type: 'image/png', bytes: 9 };
    await store.files.add({ ...file, id: 'f', name: 'f.png', digest: 'd-f', at: 19 }, 1_000);
    await store.files.add({ ...file, id: 'g', name: 'g.png', digest: 'd-g', at: 60 }, 1_000);
    await store.conversations.append({ ...message('m'), files: ['f', 'g'] });
    await hold('c-i', 'conversation');
    expect(await sweep('files')).to.deep.equal([0]);
    await store.holds.lift('h-c-i', { by: 'root', reason: 'x', at: 2 });
    expect(await sweep('files')).to.deep.equal([1]);
    const [{ files } = { files: [] }] = await store.conversations.messages('c-i', { limit: 1 });
    expect(files!.map(({ id, gone }) => [id, gone])).to.deep.equal([
      ['f', true],
      ['g', undefined],
    ]);
    expect(await store.files.inUse(['d-f', 'd-g'])).to.deep.equal(['d-g']);
  });

  it('takes messages left, words of answered invitations, and headers of quiet conversations', async () => {
    const left = { id: 'l', owner: 'bob', sender: 'carol', display: 'Carol', contact: null, group: null };
    await store.left.add({ ...left, text: 'Call me', clientId: 'c', at: 8 }, 5);
    expect(await sweep('left')).to.deep.equal([1]);
    expect(await store.left.list('bob', null, 9)).to.deep.equal([]);
    expect(await sweep('invitations')).to.deep.equal([0]);
    await store.conversations.move({
      invitation: 'i',
      user: 'bob',
      from: ['pending'],
      to: 'declined',
      at: 15,
    });
    expect(await sweep('invitations')).to.deep.equal([1]);
    expect((await store.conversations.invitation('i'))!.instruction).to.equal('');
    expect(await sweep('headers')).to.deep.equal([1]);
    expect((await store.conversations.conversation('c-i'))!.header).to.equal('');
  });

  it('takes announcements that are over, with what became of them', async () => {
    const announcement = {
      ...{ from: 'alice', text: 'Hello', priority: 'info' as const, to: ['all'], except: [], presence: [] },
      ...{ state: 'sent' as const, revision: 1, asked: 1, clientId: null, at: 10, sendAt: null, sentAt: 10 },
      ...{ expiresAt: 1_000, endedAt: null, approvedBy: null, files: [] },
    };
    const add = (id: string) =>
      store.announcements.add({ ...announcement, to: ['all'], except: [], presence: [], files: [], id }, [
        'bob',
      ]);
    for (const id of ['a', 'b', 'c']) await add(id);
    for (const id of ['a', 'b']) await store.announcements.change(id, 1, { state: 'expired', endedAt: 20 });
    const receipt = { revision: 1, shownAt: 11, acknowledgedAt: 12, option: null, text: null };
    await store.announcements.receive('b', { ...receipt, name: 'bob' });
    await hold('bob');
    expect(await sweep('announcements', 50, 1)).to.deep.equal([1, 0, 0]);
    const kept = await Promise.all(['a', 'b', 'c'].map(id => store.announcements.get(id)));
    expect(kept.map(one => one?.id)).to.deep.equal([undefined, 'b', 'c']);
  });

  it('takes closed cases of the help desk whole, and nothing of one that is open', async () => {
    await store.help.ask(helpOf('h'));
    await store.help.note({ id: 'n', help: 'h', by: 'bob', text: 'Odd', clientId: 'n', at: 11 });
    expect([await sweep('messages'), await sweep('help')]).to.deep.equal([[0], [0]]);
    const help = (await store.help.get('h'))!;
    await store.help.change({
      ...{ id: 'h', revision: 0, state: 'closed', by: null, waitingSince: 10, takenAt: null, closedAt: 12 },
      ...{ outcome: 'solved', joins: null, leaves: null, at: 12 },
    });
    for (let n = 0; n < 250; n += 1)
      await store.conversations.append(message(`m${n}`, 'alice', help.conversation));
    expect(await sweep('help')).to.deep.equal([0, 1]);
    expect([await store.help.get('h'), await store.help.notes('h')]).to.deep.equal([null, []]);
    expect(new Set(await texts(help.conversation))).to.deep.equal(new Set(['']));
  });

  it('lets go of what was put aside once no hold keeps it', async () => {
    await store.conversations.append(message('m'));
    await hold('bob');
    await hold('c-i', 'conversation');
    await store.conversations.change({
      ...{ conversation: 'c-i', seq: 1, user: 'alice', clientId: 'x', at: 30, what: { kind: 'erase' } },
    });
    await store.holds.lift('h-bob', { by: 'root', reason: 'x', at: 2 });
    expect(await sweep('copies')).to.deep.equal([0]);
    await store.holds.lift('h-c-i', { by: 'root', reason: 'x', at: 2 });
    expect(await sweep('copies')).to.deep.equal([1]);
    expect(await store.holds.copies('h-bob', 0, 9)).to.deep.equal([]);
  });

  it('leaves entries of the audit log from the first that is about somebody held', async () => {
    const entry = { actor: 'root', action: 'did', subject: 'alice' };
    for (const [at, subject] of [
      [1, 'alice'],
      [2, 'bob'],
      [3, 'alice'],
    ] as const)
      await store.audit.add({ ...entry, at, subject });
    await store.audit.add({ ...entry, at: 90 });
    await hold('bob');
    const said = { ...entry, at: 100, subject: 'audit' };
    expect(await store.audit.shorten(50, 10, said)).to.equal(1);
    expect(await store.audit.shorten(50, 10, said)).to.equal(0);
    expect((await store.audit.list(9, { order: 'oldest' })).map(({ n }) => n)).to.deep.equal([2, 3, 4, 5]);
  });
});
