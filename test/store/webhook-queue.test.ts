import { expect } from 'chai';
import type { WebhookStore } from '../../relay/storage.ts';
import type { Sync } from '../../store/operations.ts';
import { type Db, openDatabase } from '../../store/sqlite.ts';
import { type WebhookQueue, webhookQueue } from '../../store/webhook-queue.ts';
import { webhooks } from '../../store/webhooks.ts';
import { folders } from './folder.ts';
import { webhook } from './webhook-world.ts';

describe('webhookQueue', () => {
  const { folder } = folders();
  let db: Db;
  let hooks: Pick<Sync<WebhookStore>, 'add' | 'list' | 'change' | 'deliveries'>;
  let queue: WebhookQueue;
  beforeEach(async () => {
    db = openDatabase(await folder());
    hooks = webhooks(db);
    queue = webhookQueue(db, 3);
    hooks.add(webhook('one', ['person_created', 'person_disabled']), 5);
  });
  afterEach(() => db.close());

  const put = (at: number, kind: 'person_created' | 'help_opened' = 'person_created') =>
    queue.put({ kind, at, data: { person: { name: `p${at}` } } });
  const settle = (n: number, delivered: boolean, nextAt = 0, keep = 100) =>
    queue.settle(
      { webhook: 'one', n, at: 50, delivered, status: null, error: delivered ? null : 'No.', nextAt },
      keep,
    );

  it('numbers what a webhook wants to know, and gives it out in that order, one at a time', () => {
    hooks.add(webhook('two', ['help_opened']), 5);
    put(10);
    put(11, 'help_opened');
    put(12);
    expect(queue.due(0)).to.deep.equal(['one', 'two']);
    expect(queue.next('one', 0)).to.deep.equal({
      ...{ webhook: 'one', url: 'https://one.example/in', secret: 'whsec_one', n: 1, id: 'one.1' },
      ...{
        kind: 'person_created',
        at: 10,
        data: { person: { name: 'p10' } },
        failures: 0,
        failingSince: null,
      },
    });
    settle(1, true);
    expect(queue.next('one', 0)).to.include({ n: 2, at: 12 });
    settle(2, true);
    expect([queue.next('one', 0), queue.due(0)]).to.deep.equal([null, ['two']]);
    expect(hooks.list()[0]).to.include({ waiting: 0, deliveredAt: 50 });
  });

  it('lets a failed one wait for its time, and the others behind it', () => {
    put(10);
    put(11);
    settle(1, false, 100);
    expect([queue.next('one', 99), queue.due(99)]).to.deep.equal([null, []]);
    expect(queue.next('one', 100)).to.include({ n: 1, failures: 1, failingSince: 50 });
    settle(1, true);
    expect(queue.next('one', 0)).to.include({ n: 2, failures: 0, failingSince: null });
  });

  it('is bounded: what finds it full takes a number, and is counted', () => {
    for (const at of [10, 11, 12, 13, 14]) put(at);
    expect(hooks.list()[0]).to.include({ waiting: 3, dropped: 2, droppedSince: 13 });
    settle(1, true);
    put(15);
    expect(hooks.deliveries('one', 10).map(({ n }) => n)).to.deep.equal([6, 3, 2, 1]);
  });

  it('gives up what is older, and nothing is tried once it is dead', () => {
    for (const at of [10, 20]) put(at);
    queue.giveUp('one', 15, 60);
    expect(hooks.list()[0]).to.include({ waiting: 1, dropped: 1, droppedSince: 60 });
    expect(queue.next('one', 0)).to.include({ n: 2 });
    settle(1, true);
    expect(hooks.list()[0]).to.include({ waiting: 1 });
    queue.die('one', 70);
    put(30);
    expect([queue.next('one', 100), queue.due(100)]).to.deep.equal([null, []]);
    expect(hooks.list()[0]).to.include({ waiting: 1, dropped: 2, deadAt: 70 });
  });

  it('is told nothing while it is off', () => {
    hooks.change('one', { on: false });
    put(10);
    expect(hooks.list()[0]).to.include({ waiting: 0, dropped: 0 });
  });

  it('forgets what was delivered long ago', () => {
    for (const at of [10, 11, 12]) put(at);
    settle(1, true);
    settle(2, true, 0, 1);
    settle(3, true, 0, 1);
    expect(hooks.deliveries('one', 10).map(({ n }) => n)).to.deep.equal([3]);
  });
});
