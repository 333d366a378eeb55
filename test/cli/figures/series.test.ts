import { expect } from 'chai';
import { readFigures } from '../../../cli/figures/figures.ts';
import { takeReading } from '../../../cli/figures/readings.ts';
import { Series } from '../../../cli/figures/series.ts';
import { someFigures } from './some-figures.ts';

describe('Series', () => {
  it('takes a step when its time has come, and keeps so many', () => {
    const { told, sources, process } = someFigures();
    const series = new Series(10_000, 30_000);
    for (let at = 0; at <= 60_000; at += 5_000) {
      told.proxy.requests += at / 1_000;
      series.push(takeReading(at, readFigures(sources), process));
    }
    expect(series.times).to.deep.equal([40_000, 50_000, 60_000]);
    expect(series.of('requests')).to.deep.equal([7.5, 9.5, 11.5]);
    expect(series.of('tunnelSetUp')).to.deep.equal([null, null, null]);
  });
});
