import { expect } from 'chai';
import { limits } from '../../relay/protocol.ts';
import { type Actor, refused, Stage } from '../conversations/stage.ts';
import { until } from '../conversations/until.ts';

describe('Pauses', () => {
  let stage: Stage;
  let alice: Actor;
  let bob: Actor;
  beforeEach(async () => {
    stage = await Stage.open();
    [alice, bob] = (await stage.people('alice', 'bob')) as [Actor, Actor];
  });
  afterEach(() => stage.close());

  it('holds for that person on that host alone, from the answer on', async () => {
    expect(await bob.pauses('Site.Test.')).to.deep.equal({ paused: ['site.test'] });
    expect(bob.refusal('site.test')).to.equal('paused');
    expect([bob.refusal('www.site.test'), alice.refusal('site.test')]).to.deep.equal([null, null]);
    await bob.pauses('site.test', false);
    expect(bob.refusal('site.test')).to.equal(null);
  });

  it('is told to the person’s other tabs, and stands in the next page’s snapshot', async () => {
    const [own, other] = [await bob.opens(), await bob.opens()];
    await own.does('pause', { host: 'site.test', on: true });
    const { paused } = await other.gets('mine', frame => frame.paused?.length === 1);
    expect(paused).to.deep.equal(['site.test']);
    expect(own.all('mine').filter(frame => frame.paused?.length)).to.deep.equal([]);
    expect((await stage.relay.snapshot('bob')).paused).to.deep.equal(['site.test']);
    expect(stage.relay.paused('bob')).to.deep.equal(['site.test']);
  });

  it('is there again after a restart', async () => {
    await bob.pauses('site.test');
    await stage.restarts();
    expect(bob.refusal('site.test')).to.equal('paused');
  });

  it('is heard of when another process did it', async () => {
    const tab = await bob.opens();
    // Until the first look at the store there is nothing to compare with; so it goes back and forth until one is seen.
    await until('a word from the other process', async () => {
      await stage.beside(relay => relay.perform('bob', 'pause', { host: 'site.test', on: true }));
      return bob.refusal('site.test') === 'paused';
    });
    await tab.gets('mine', frame => frame.paused?.[0] === 'site.test');
  });

  it('ends at a bound, and says how to go on', async () => {
    for (let count = 0; count < limits.pausedHosts; count++) await bob.pauses(`site${count}.test`);
    const { field, message } = await refused(bob.pauses('one.more.test'), 'invalid');
    expect(field).to.equal('host');
    expect(message).to.include('200');
    await bob.pauses('site7.test', false);
    await bob.pauses('one.more.test');
  });

  it('has what waits looked at again when a host shows the window again', async () => {
    await alice.invites([bob]);
    const changes: string[] = [];
    stage.relay.watch(({ kind, user }) => changes.push(`${kind} ${user}`));
    await bob.pauses('site.test');
    expect(changes).to.deep.equal([]);
    await bob.pauses('site.test', false);
    expect(changes).to.deep.equal(['due bob']);
  });
});
