import { expect } from 'chai';
import { overviewStepMs, ServerOverviews } from '../../../cli/figures/overview.ts';
import { someFigures } from './some-figures.ts';

describe('ServerOverviews', () => {
  const open = () => {
    const { told, sources, process } = someFigures();
    const clock = { now: 1_000_000 };
    const overviews = new ServerOverviews({
      ...{ sources, process, version: '9.9.9', node: 'here', now: () => clock.now },
    });
    overviews.tick();
    const pass = (steps: number) => {
      for (let step = 0; step < steps; step++) {
        clock.now += overviewStepMs;
        overviews.tick();
      }
    };
    return { told, sources, overviews, pass };
  };

  it('keeps an hour in steps of ten seconds and a day in steps of five minutes', async () => {
    const { told, overviews, pass } = open();
    expect((await overviews.read('hour')).times).to.deep.equal([]);
    told.proxy.requests = 100;
    pass(1);
    const early = await overviews.read('hour');
    expect(early.figures.requests).to.deep.include({ unit: 'per_second', now: 10, values: [10] });
    pass(25 * 360);
    const hour = await overviews.read('hour');
    const day = await overviews.read('day');
    expect([hour.times.length, hour.stepMs]).to.deep.equal([360, 10_000]);
    expect([day.times.length, day.stepMs]).to.deep.equal([288, 300_000]);
    expect(day.at - day.startedAt).to.equal((1 + 25 * 360) * 10_000);
    expect(day.figures.requests.now).to.equal(0);
  });

  it('tells the hosts that stand out, and forgets them after their time', async () => {
    const { sources, overviews, pass } = open();
    sources.meters.proxy.interceptionFailed('pinned.test', 'rejected');
    sources.meters.proxy.page('odd.test', 'sandboxed');
    const hostsOf = async (range: 'hour' | 'day') => {
      const { hosts } = await overviews.read(range);
      return [...hosts.interceptionFailures, ...hosts.passed].map(({ host }) => host);
    };
    expect(await hostsOf('hour')).to.deep.equal(['pinned.test', 'odd.test']);
    pass(3 * 360);
    expect(await hostsOf('hour')).to.deep.equal([]);
    expect(await hostsOf('day')).to.deep.equal(['pinned.test', 'odd.test']);
    pass(24 * 360);
    expect(await hostsOf('day')).to.deep.equal([]);
    expect((await overviews.read('day')).totals.interceptionFailures).to.deep.equal({ rejected: 1 });
  });
});
