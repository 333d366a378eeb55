import { expect } from 'chai';
import type { AnnouncementBook } from '../../relay/announcement-book.ts';
import { AnnouncementTiming } from '../../relay/announcement-timing.ts';
import type { Announcements } from '../../relay/announcements.ts';
import { RelayError } from '../../relay/errors.ts';
import type { StoredAnnouncement } from '../../relay/storage.ts';
import { minutes } from '../conversations/clock.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

describe('AnnouncementTiming', () => {
  it('sends what is due, ends what is over, and goes on where another node was faster', async () => {
    const stored: Pick<StoredAnnouncement, 'id' | 'state' | 'sendAt' | 'expiresAt'>[] = [];
    const list = async () => stored.filter(({ state }) => state !== 'sent') as StoredAnnouncement[];
    const { context, clock } = contextOf({ announcements: { list } });
    const start = clock.now();
    stored.push(
      { id: 'taken', state: 'scheduled', sendAt: start + 1_000, expiresAt: null },
      { id: 'later', state: 'scheduled', sendAt: start + 1_000, expiresAt: null },
      { id: 'over', state: 'sent', sendAt: null, expiresAt: start + 2_000 },
    );
    const done: string[] = [];
    const finish = (id: string) =>
      stored.splice(
        stored.findIndex(one => one.id === id),
        1,
      );
    const timing = new AnnouncementTiming(
      context,
      { all: () => stored.filter(({ state }) => state === 'sent') } as unknown as AnnouncementBook,
      {
        async send({ id }: StoredAnnouncement) {
          finish(id);
          if (id === 'taken') throw new RelayError('conflict', 'Somebody else was faster.');
          done.push(`sent ${id}`);
        },
        async expire({ id }: StoredAnnouncement) {
          finish(id);
          done.push(`ended ${id}`);
        },
      } as unknown as Announcements,
    );
    await timing.look();
    expect(done).to.deep.equal([]);
    clock.pass(1_000);
    await until('it to be sent', () => done.length === 1);
    clock.pass(1_000);
    await until('it to be ended', () => done.length === 2);
    expect(done).to.deep.equal(['sent later', 'ended over']);
    await timing.close();
    const { pending } = clock;
    clock.pass(minutes(5));
    expect(clock.pending).to.equal(pending);
  });
});
