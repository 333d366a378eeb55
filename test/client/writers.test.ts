import { expect } from 'chai';
import { Writers } from '../../client/writers.ts';

describe('Writers', () => {
  it('names those who write until they have written or a while is over', () => {
    let now = 0;
    const writers = new Writers(
      () => now,
      () => {},
    );
    writers.writes('c1', 'alice');
    writers.writes('c1', 'chen');
    writers.hasWritten('c1', 'chen');
    expect(writers.in('c1')).to.deep.equal(['alice']);
    expect(writers.in('c2')).to.be.empty;
    now = 6_000;
    expect(writers.in('c1')).to.be.empty;
  });
});
