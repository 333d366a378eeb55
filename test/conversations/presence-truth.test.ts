import { expect } from 'chai';
import { PresenceWorld } from './presence-world.ts';
import { Stage } from './stage.ts';

/** Of `docs/benchmarks.md`; a longer run needs no more than other numbers here. */
const world = { people: 1_000, watchers: 5, minutes: 30, seed: 20_261_120 };

describe('the presence of a thousand people', () => {
  let stage: Stage;
  const watchers = Array.from({ length: world.watchers }, (_, index) => `watcher${index}`);
  const names = Array.from({ length: world.people }, (_, index) => `person${index}`);
  before(async function () {
    this.timeout(120_000);
    stage = await Stage.open();
    await stage.people(...watchers, ...names);
    const group = { name: 'all', display: 'All', joining: 'open' } as const;
    await stage.relay.perform(watchers[0]!, 'makeGroup', group);
    await Promise.all(
      [...watchers.slice(1), ...names].map(name => stage.relay.perform(name, 'join', { group: 'all' })),
    );
  });
  after(() => stage.close());

  it('is true through navigation, crashes, sleep, lost networks and a killed server', async function () {
    this.timeout(240_000);
    const life = new PresenceWorld(stage, names, world.seed);
    await life.watch(watchers, 'all');
    await life.pass((world.minutes * 60) / 2);
    await life.restart(watchers, 'all');
    await life.pass((world.minutes * 60) / 2);
    const { longestMs, falselyGone, flickers, repeated, changes, updates, happened } = life.findings;
    for (const [what, times] of Object.entries(happened)) expect(times, what).to.be.above(0);
    expect(longestMs, 'shown online beyond the last sign').to.be.within(1_000, 20_000);
    expect(falselyGone, 'seconds shown offline with a live channel').to.equal(0);
    expect(flickers, 'seconds shown offline on the way to the next page').to.equal(0);
    expect(repeated, 'updates of what a watcher knew').to.equal(0);
    expect(updates).to.equal(changes * watchers.length);
    console.log(`      ${JSON.stringify(life.findings)}`);
  });
});
