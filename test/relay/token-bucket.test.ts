import { expect } from 'chai';
import { TokenBucket } from '../../relay/token-bucket.ts';

describe('TokenBucket', () => {
  it('gives a burst, then so many a second', () => {
    let now = 0;
    const bucket = new TokenBucket({ perSecond: 10, burst: 3, now: () => now });
    const take = (times: number) => Array.from({ length: times }, () => bucket.take()).filter(Boolean).length;
    expect(take(5)).to.equal(3);
    now += 250;
    expect(take(5)).to.equal(2);
    now += 60_000;
    expect(take(5)).to.equal(3);
    now -= 60_000;
    expect(take(5)).to.equal(0);
  });
});
