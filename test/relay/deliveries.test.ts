import { expect } from 'chai';
import type { Post } from '../../relay/deliver.ts';
import { Deliveries } from '../../relay/deliveries.ts';
import type { Webhook } from '../../relay/protocol.ts';
import { minutes, seconds } from '../conversations/clock.ts';
import { Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';
import { contextOf } from './context.ts';

const hours = (count: number) => minutes(60 * count);

describe('Deliveries', () => {
  let stage: Stage;
  let posts: Post[];
  /** What the receiver says next; the last one stands for all that come. */
  let answers: (number | Error | Promise<never>)[];

  beforeEach(async () => {
    posts = [];
    answers = [200];
    stage = await Stage.open({
      async deliver(post, signal) {
        posts.push(post);
        const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
        if (answer instanceof Error) throw answer;
        if (typeof answer === 'number') return { status: answer };
        const aborted = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        );
        return Promise.race([answer, aborted]);
      },
    });
    await stage.person('root', 'admin');
    await stage.relay.webhooks.make('root', { url: 'https://a.example/in', events: ['person_created'] });
  });
  afterEach(() => stage.close());

  const hook = async (): Promise<Webhook> => (await stage.relay.webhooks.list('root'))[0]!;
  const names = () => posts.map(({ body }) => JSON.parse(body).person.name as string);
  /** The clock goes on by the second until the webhook is as wanted. */
  const when = (fits: (webhook: Webhook) => boolean) =>
    until(
      'the webhook',
      async () => {
        stage.clock.pass(seconds(1));
        return fits(await hook());
      },
      () => posts,
    );

  it('brings everything in order, numbered', async () => {
    for (const name of ['alice', 'bob', 'carol']) await stage.person(name);
    await when(({ waiting, deliveredAt }) => waiting === 0 && deliveredAt !== null);
    expect(names()).to.deep.equal(['alice', 'bob', 'carol']);
    expect(posts.map(({ headers }) => headers['Hallway-Number'])).to.deep.equal(['1', '2', '3']);
  });

  it('tries again after longer and longer, the same event first, with the same id', async () => {
    answers = [503, new Error('refused'), 302, 200];
    await stage.people('alice');
    await stage.people('bob');
    await when(({ failures }) => failures === 1);
    const first = await hook();
    expect(first.error).to.equal('It answered 503.');
    expect(first.nextAt! - stage.clock.now()).to.be.within(1, 6_250);
    await when(({ failures }) => failures === 2);
    expect((await hook()).error).to.equal('refused');
    await when(({ failures }) => failures === 3);
    expect((await hook()).error).to.match(/302; redirects are not followed/);
    expect((await hook()).nextAt! - stage.clock.now()).to.be.within(14_000, 25_000);
    await when(({ waiting }) => waiting === 0);
    expect(names()).to.deep.equal(['alice', 'alice', 'alice', 'alice', 'bob']);
    expect(new Set(posts.map(({ headers }) => headers['Hallway-Delivery'])).size).to.equal(2);
    const [bob, alice] = await stage.relay.webhooks.deliveries('root', (await hook()).id);
    expect([bob, alice]).to.have.nested.property('[1].attempts', 4);
    expect(bob).to.include({ state: 'delivered', attempts: 1, status: 200, error: null });
  });

  it('gives up what could not be delivered for a day, and the receiver after five', async () => {
    const { context, clock } = contextOf(stage.store);
    const waits: number[] = [];
    const deliveries = new Deliveries(
      context,
      async () => ({ status: 500 }),
      () => 0.5,
    );
    /** Attempts, one after the other, until so much time has passed. */
    const failFor = async (ms: number) => {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        const { failures, waiting } = await hook();
        if (waiting === 0) return clock.pass(end - clock.now());
        deliveries.wake();
        await until('an attempt', async () => (await hook()).failures > failures || (await hook()).deadAt);
        const { nextAt, deadAt } = await hook();
        if (deadAt !== null) return;
        waits.push(nextAt! - clock.now());
        clock.pass(waits.at(-1)!);
      }
    };
    const put = (name: string) =>
      stage.store.people.create(
        {
          ...{ name, display: name, email: null, phone: null, mobile: null, picture: null },
          ...{ role: 'user', duties: [], password: '' },
        },
        clock.now(),
      );
    await put('alice');
    await failFor(hours(23));
    await put('bob');
    await failFor(hours(3));
    expect(await hook()).to.include({ waiting: 1, dropped: 1, deadAt: null });
    expect(waits.slice(0, 4)).to.deep.equal([5, 10, 20, 40].map(seconds));
    expect(Math.max(...waits)).to.equal(hours(1));
    for (const name of ['carol', 'dora', 'erin', 'faye', 'gina', 'hugo']) {
      await put(name);
      await failFor(hours(20));
    }
    expect(await hook()).to.include({ waiting: 0 });
    expect((await hook()).deadAt).to.be.a('number');
    const { dropped } = await hook();
    await put('emil');
    expect((await hook()).dropped).to.equal(dropped + 1);
    await deliveries.close();
    await stage.relay.webhooks.change('root', (await hook()).id, { on: true });
    await stage.person('fritz');
    await when(({ waiting, deliveredAt }) => waiting === 0 && deliveredAt !== null);
    expect([names(), (await hook()).dropped]).to.deep.equal([['fritz'], 0]);
  });

  it('sends again what was under way when the server was stopped', async () => {
    answers = [new Promise<never>(() => {})];
    await stage.person('alice');
    await until(
      'the attempt',
      async () => {
        stage.clock.pass(seconds(1));
        return posts.length === 1;
      },
      () => posts,
    );
    await stage.relay.close();
    expect((await stage.store.webhooks.list())[0]).to.include({ waiting: 1, failures: 0 });
    answers = [200];
    await stage.restarts();
    await when(({ waiting }) => waiting === 0);
    expect(names()).to.deep.equal(['alice', 'alice']);
  });

  it('hears of what another process has done', async () => {
    await stage.beside(relay => relay.accounts.create({ name: 'alice', password: 'a password' }));
    await when(({ waiting, deliveredAt }) => waiting === 0 && deliveredAt !== null);
    expect(names()).to.deep.equal(['alice']);
  });
});
