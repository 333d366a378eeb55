import { expect } from 'chai';
import { Histogram } from '../../../cli/figures/histogram.ts';
import { createMetrics, formatMetric } from '../../../cli/figures/metrics.ts';
import { metricsTable, processMetrics } from '../../../cli/figures/metrics-table.ts';
import { someFigures } from './some-figures.ts';

describe('createMetrics', () => {
  it('shows the figures of the rooms as they stand when asked', async () => {
    const { told, sources } = someFigures();
    const metrics = createMetrics(sources);
    told.proxy.openTunnels = 1;
    sources.meters.proxy.page('a.test', 'inserted');
    sources.meters.proxy.page('a.test', 'not_html');
    const text = await metrics();
    expect(text).to.contain('\nhallway_proxy_open_tunnels 1\n');
    expect(text).to.contain('\nhallway_proxy_pages_total{outcome="injected",reason="inserted"} 1\n');
    expect(text).to.contain('\nhallway_proxy_pages_total{outcome="passed",reason="not_html"} 1\n');
    told.proxy.openTunnels = 5;
    expect(await metrics()).to.contain('\nhallway_proxy_open_tunnels 5\n');
  });

  it('names every metric of the tables, and no host', async () => {
    const { sources } = someFigures();
    sources.meters.proxy.interceptionFailed('pinned.test', 'rejected');
    sources.meters.proxy.page('passed.test', 'sandboxed');
    const text = await createMetrics(sources)();
    const named = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, ...type]) => type.join(' ')));
    for (const { name, type } of [...metricsTable, ...processMetrics])
      expect(named.has(`${name} ${type}`), `${name} ${type}`).to.equal(true);
    expect(text).to.not.contain('.test');
  });
});

describe('formatMetric', () => {
  it('writes buckets that add up, a sum and a count', () => {
    const histogram = new Histogram();
    for (const ms of [1, 20, 40_000]) histogram.observe(ms);
    const metric = { name: 'a_seconds', type: 'histogram', labels: ['kind'], help: 'How long.' } as const;
    const lines = formatMetric(metric, [[['x'], histogram]]).split('\n');
    expect(lines.slice(0, 3)).to.deep.equal([
      '# HELP a_seconds How long.',
      '# TYPE a_seconds histogram',
      'a_seconds_bucket{kind="x",le="0.001"} 1',
    ]);
    expect(lines.slice(-5)).to.deep.equal([
      'a_seconds_bucket{kind="x",le="30"} 2',
      'a_seconds_bucket{kind="x",le="+Inf"} 3',
      'a_seconds_sum{kind="x"} 40.021',
      'a_seconds_count{kind="x"} 3',
      '',
    ]);
  });

  it('escapes what a label may hold', () => {
    const metric = { name: 'a', type: 'gauge', labels: ['b'], help: 'c' } as const;
    expect(formatMetric(metric, [[['"\\\n'], 1]])).to.contain('a{b="\\"\\\\\\n"} 1\n');
  });
});
