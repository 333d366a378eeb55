import { expect } from 'chai';
import { Histogram, quantile } from '../../../cli/figures/histogram.ts';

describe('Histogram', () => {
  it('puts a duration under the bound that it does not exceed', () => {
    const histogram = new Histogram();
    for (const ms of [0, 1, 1.1, 30_000, 30_001]) histogram.observe(ms);
    const { counts, sumSeconds } = histogram.state();
    expect(counts).to.deep.equal([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(sumSeconds).to.be.closeTo(60.0031, 1e-9);
  });
});

describe('quantile', () => {
  it('looks at what came between two moments alone', () => {
    const histogram = new Histogram();
    for (let index = 0; index < 100; index++) histogram.observe(9_000);
    const before = histogram.state();
    expect(quantile(0.95, before, histogram.state())).to.equal(null);
    for (let index = 0; index < 95; index++) histogram.observe(20);
    for (let index = 0; index < 5; index++) histogram.observe(400);
    expect(quantile(0.95, before, histogram.state())).to.equal(0.025);
    expect(quantile(0.99, before, histogram.state())).to.be.closeTo(0.45, 1e-9);
  });

  it('knows nothing of what lies beyond its last bound', () => {
    const histogram = new Histogram();
    const before = histogram.state();
    histogram.observe(600_000);
    expect(quantile(0.5, before, histogram.state())).to.equal(30);
  });
});
