import { expect } from 'chai';
import type { Storage } from '../../relay/storage.ts';
import { heir } from './delete-whole.ts';
import { folders } from './folder.ts';
import { invitation, message, withPeople } from './suite.ts';

describe('tellEmptied', () => {
  const { open } = folders();
  let store: Storage;
  beforeEach(async () => {
    store = await withPeople(await open(), 'alice', 'bob', 'carol');
    await store.conversations.invite(invitation('i', { to: ['bob', 'carol'] }));
    const answer = { invitation: 'i', from: ['pending' as const], at: 15 };
    await store.conversations.move({ ...answer, user: 'bob', to: 'accepted' });
    await store.conversations.move({ ...answer, user: 'carol', to: 'declined' });
    await store.conversations.append(message('m1'));
  });
  const activity = async () => (await store.conversations.conversation('c-i'))!.at;

  it('tells those who are in a conversation what was swept in it, and whoever reads their log later', async () => {
    const before = [await store.events.last('alice'), await activity()];
    const { events } = await store.retention.tell(
      [
        { id: 'c-i', through: 1 },
        { id: 'gone', through: 9 },
      ],
      100,
    );
    expect(events.map(({ user, event }) => [user, event.kind])).to.deep.equal([
      ['alice', 'emptied'],
      ['bob', 'emptied'],
    ]);
    const [logged] = await store.events.after('alice', before[0]!, 9);
    expect(logged).to.deep.equal(events[0]);
    expect(logged!.event).to.deep.include({
      ...{ through: 1, conversation: await store.conversations.conversation('c-i') },
    });
    expect(await activity()).to.equal(before[1]);
  });

  it('tells whoever talked to somebody that they are deleted, without a name that is gone', async () => {
    const before = await store.events.last('alice');
    await store.deletions.begin({ name: 'bob', heir, at: 100 });
    const told = [];
    for (let isDone = false; !isDone; ) {
      const step = await store.deletions.step('bob', 100, 2);
      told.push(...step.events);
      isDone = step.value;
    }
    expect(told.map(({ user, event }) => [user, event.kind])).to.deep.equal([['alice', 'emptied']]);
    expect(await store.events.after('alice', before, 9)).to.deep.equal(told);
    expect(JSON.stringify(told)).to.include(heir).and.not.include('"bob"');
  });
});
