import { expect } from 'chai';
import type { Store } from '../../store/index.ts';
import { folders } from './folder.ts';
import { withPeople } from './suite.ts';
import { webhook } from './webhook-world.ts';

describe('webhooks', () => {
  const { folder, open } = folders();
  let store: Store;
  let path: string;
  beforeEach(async () => {
    path = await folder();
    store = await open(path);
  });

  it('are kept with their secret, which no list shows', async () => {
    const made = await store.webhooks.add(webhook('one', ['person_created'], { note: 'HR' }), 5);
    expect(made).to.deep.equal({
      ...{ id: 'one', url: 'https://one.example/in', events: ['person_created'], texts: false, note: 'HR' },
      ...{ on: true, by: 'root', at: 1, waiting: 0, deliveredAt: null, dropped: 0, droppedSince: null },
      ...{ failures: 0, failingSince: null, nextAt: null, error: null, deadAt: null },
    });
    const again = await open(path);
    expect(await again.webhooks.list()).to.deep.equal([made]);
    expect(await again.webhooks.get('one')).to.deep.equal({ ...made, secret: 'whsec_one' });
  });

  it('are at most so many', async () => {
    for (const id of ['a', 'b']) await store.webhooks.add(webhook(id, ['person_created']), 2);
    expect(await store.webhooks.add(webhook('c', ['person_created']), 2)).to.equal(null);
  });

  it('change, begin anew when they are turned on, and go with all that waits', async () => {
    await store.webhooks.add(webhook('one', ['person_created']), 5);
    await withPeople(store, 'alice');
    const failed = { delivered: false, status: 500, error: 'It answered 500.', nextAt: 90 };
    await store.webhooks.settle({ webhook: 'one', n: 1, at: 30, ...failed }, 100);
    await store.webhooks.giveUp('one', 1_000, 31);
    await store.webhooks.die('one', 32);
    const { events } = (await store.webhooks.change('one', { events: ['message_stored'], texts: true }))!;
    expect(events).to.deep.equal(['message_stored']);
    const [dead] = await store.webhooks.list();
    expect(dead).to.include({
      failures: 1,
      failingSince: 30,
      nextAt: 90,
      dropped: 1,
      deadAt: 32,
      texts: true,
    });
    const revived = await store.webhooks.change('one', { on: true });
    expect(revived).to.include({
      failures: 0,
      failingSince: null,
      dropped: 0,
      droppedSince: null,
      deadAt: null,
    });
    expect((await store.webhooks.deliveries('one', 5))[0]).to.deep.equal({
      ...{ n: 1, id: 'one.1', kind: 'person_created', at: 1, state: 'given_up', attempts: 1 },
      ...{ status: 500, error: 'It answered 500.', settledAt: 31 },
    });
    expect([await store.webhooks.remove('one'), await store.webhooks.remove('one')]).to.deep.equal([
      true,
      false,
    ]);
    expect(await store.webhooks.deliveries('one', 5)).to.deep.equal([]);
  });
});
