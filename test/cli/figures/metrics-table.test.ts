import { expect } from 'chai';
import { readFigures } from '../../../cli/figures/figures.ts';
import { metricsTable, processMetrics } from '../../../cli/figures/metrics-table.ts';
import { someFigures } from './some-figures.ts';

describe('metricsTable', () => {
  it('names everything once, as Prometheus wants it', () => {
    const names = [...metricsTable, ...processMetrics].map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name, type } of metricsTable) {
      expect(name).to.match(/^hallway_(proxy|relay|store|portal)_[a-z_]+$/);
      expect(name.endsWith('_total'), name).to.equal(type === 'counter');
      if (type === 'histogram') expect(name).to.match(/_seconds$/);
      expect(name).to.not.match(/_(ms|milliseconds|kb|mb)(_|$)/);
    }
  });

  it('gives each label a value', () => {
    const { sources } = someFigures();
    sources.meters.proxy.page('a.test', 'inserted');
    for (const { name, labels, read } of metricsTable)
      for (const [values] of read(readFigures(sources))) expect(values, name).to.have.length(labels.length);
  });
});
