import { expect } from 'chai';
import { AnnouncementBook } from '../../relay/announcement-book.ts';
import type { AnnouncementFrame } from '../../relay/protocol.ts';
import type { LiveAnnouncement, StoredReceipt } from '../../relay/storage.ts';
import { contextOf } from './context.ts';

const receipt = (name: string, revision: number): StoredReceipt => ({
  ...{ name, revision, shownAt: 5, acknowledgedAt: 6, option: null, text: null },
});
const live = (id: string, revision: number, to: string[], asked = 1): LiveAnnouncement => ({
  announcement: {
    ...{ id, revision, asked, text: id, from: { name: 'a', display: 'A' }, priority: 'info' as const },
    ...{ state: 'sent' as const, to: [], except: [], presence: [], at: 1, sendAt: null, sentAt: 2 },
    ...{ endedAt: null, expiresAt: null, approvedBy: null, people: to.length, clientId: null },
  },
  ...{ to, receipts: [] },
});

describe('AnnouncementBook', () => {
  const told: [string, string[]][] = [];
  const turned: string[] = [];
  let stored: LiveAnnouncement[] = [];
  let book: AnnouncementBook;
  beforeEach(() => {
    [told.length, turned.length, stored] = [0, 0, []];
    const { context } = contextOf({
      announcements: { live: async () => stored, get: async () => null },
    });
    book = new AnnouncementBook(context, {
      send: (frame: AnnouncementFrame, to) => told.push([frame.kind, [...to]]),
      changed: (user, isOpen) => turned.push(`${user} ${isOpen}`),
    });
  });

  it('tells each for whom one is open, once for each revision', () => {
    book.take(live('x', 1, ['ann', 'bob']));
    book.take(live('x', 1, ['ann', 'bob']));
    book.receive('x', receipt('ann', 1));
    book.take(live('x', 2, []));
    expect(told).to.deep.equal([
      ['announced', ['ann', 'bob']],
      ['announcement-over', ['ann']],
      ['announced', ['bob']],
    ]);
    expect(turned).to.deep.equal(['ann true', 'bob true', 'ann false']);
    expect([book.isOpen('ann'), book.isOpen('bob'), book.isOpen('eve')]).to.deep.equal([false, true, false]);
  });

  it('is open again for whom it asks again', () => {
    book.take({ ...live('x', 1, ['ann']), receipts: [receipt('ann', 1)] });
    expect(told).to.deep.equal([['announced', []]]);
    book.take({ ...live('x', 2, [], 2), receipts: [receipt('ann', 1)] });
    expect(book.open('ann').map(({ revision }) => revision)).to.deep.equal([2]);
    book.receive('x', receipt('ann', 2));
    expect(book.isOpen('ann')).to.equal(false);
  });

  it('finds out by the store what another process has sent, or ended', async () => {
    stored = [live('x', 1, ['ann'])];
    await book.load();
    expect([...book.users()]).to.deep.equal(['ann']);
    stored = [];
    await book.load();
    expect(told.at(-1)).to.deep.equal(['announcement-over', ['ann']]);
    expect(turned).to.deep.equal(['ann true', 'ann false']);
  });
});
