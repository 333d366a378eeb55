import { expect } from 'chai';
import { heightOf, type ListShape, placesInSight, scrollFor, topOf } from '../../client/windowed.ts';

const shape = (change: Partial<ListShape> = {}): ListShape => ({
  ...{ count: 1_000, rowPx: 50, open: -1, openPx: 0 },
  ...change,
});
const sight = { top: 10_000, height: 500 };

describe('placesInSight', () => {
  it('draws what is seen and a little more of a long list, and all of a short one', () => {
    const places = placesInSight(shape(), sight, -1);
    expect(places).to.include.members([200, 209]);
    expect(places.length).to.be.below(30);
    expect(placesInSight(shape({ count: 3 }), { top: 0, height: 500 }, -1)).to.deep.equal([0, 1, 2]);
    expect(placesInSight(shape({ count: 0 }), { top: 0, height: 500 }, -1)).to.deep.equal([]);
  });

  it('keeps the row that has the keyboard, wherever it is', () => {
    const places = placesInSight(shape(), sight, 3);
    expect(places[0]).to.equal(3);
    expect(new Set(places).size).to.equal(places.length);
    expect(placesInSight(shape(), sight, 1_000)).not.to.include(1_000);
  });

  it('leaves no gap below a row that stands open', () => {
    const open = shape({ open: 2, openPx: 300 });
    expect(placesInSight(open, { top: 450, height: 500 }, -1)).to.include.members([3, 4, 12]);
  });
});

describe('topOf', () => {
  it('moves down what stands below an open row', () => {
    const open = shape({ count: 10, open: 2, openPx: 300 });
    expect([topOf(open, 2), topOf(open, 3), heightOf(open)]).to.deep.equal([100, 450, 800]);
    expect(heightOf(shape({ count: 10 }))).to.equal(500);
  });
});

describe('scrollFor', () => {
  it('brings a row into sight from above or below, and moves nothing for one that is seen', () => {
    expect(scrollFor(shape(), sight, 5)).to.equal(250);
    expect(scrollFor(shape(), sight, 300)).to.equal(14_550);
    expect(scrollFor(shape(), sight, 205)).to.equal(null);
  });
});
