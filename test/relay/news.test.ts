import { expect } from 'chai';
import { refused, Stage } from '../conversations/stage.ts';

describe('hear', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  it('puts a line of news away in every tab and on every later page, over a restart too', async () => {
    const [alice, bob] = await stage.people('alice', 'bob');
    await alice!.does('notify', { name: 'bob', on: true });
    const [here, there] = [await alice!.opens(), await alice!.opens()];
    await bob!.opens();
    const { n } = await here.gets('event', ({ event }) => event.kind === 'back');
    await stage.restarts();
    expect((await stage.relay.snapshot('alice')).news).to.deep.equal([
      { n, event: { kind: 'back', person: { name: 'bob', display: 'Bob' } } },
    ]);
    await Promise.all([here.reconnects(stage.relay), there.reconnects(stage.relay)]);
    await here.does('heard', { n });
    for (const tab of [here, there])
      await tab.gets('event', ({ event }) => event.kind === 'heard' && event.n === n);
    expect((await stage.relay.snapshot('alice')).news).to.deep.equal([]);
    expect(await alice!.does('heard', { n })).to.deep.equal({});
  });

  it('is for numbers alone', async () => {
    const [alice] = await stage.people('alice');
    await refused(alice!.does('heard', { n: 0 }), 'invalid');
  });
});
