import { expect } from 'chai';
import { chartShape, niceTop } from '../../../client/admin/chart-shape.ts';

const box = { width: 100, height: 50 };

describe('chartShape', () => {
  it('draws values from left to right, zero at the lower edge', () => {
    const [shape] = chartShape([[0, 5, 10]], box);
    expect(shape).to.deep.equal({
      top: 10,
      line: 'M0 50L50 25L100 0',
      area: 'M0 50L0 50L50 25L100 0L100 50Z',
    });
  });

  it('leaves gaps where nothing is known, and shows a value that stands alone', () => {
    const [shape] = chartShape([[10, null, 10, 10, null]], box);
    expect(shape!.line).to.equal('M0 0h.01M50 0L75 0');
  });

  it('gives all lines one scale, which never ends below the least', () => {
    const [one, other] = chartShape([[1], [40]], box);
    expect([one!.top, other!.top]).to.deep.equal([50, 50]);
    expect(chartShape([[0.2]], { ...box, least: 1 })[0]!.top).to.equal(1);
  });

  it('draws nothing of nothing', () => {
    expect(chartShape([[null], []], box).map(({ line }) => line)).to.deep.equal(['', '']);
  });
});

describe('niceTop', () => {
  it('ends a scale at a number that one reads at once', () => {
    expect([0, 0.03, 1, 1.1, 7, 99, 240].map(niceTop)).to.deep.equal([1, 0.05, 1, 2, 10, 100, 500]);
  });
});
