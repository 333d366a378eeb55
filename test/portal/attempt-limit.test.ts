import { expect } from 'chai';
import { createAttemptLimit } from '../../portal/attempt-limit.ts';

describe('createAttemptLimit', () => {
  it('lets so many through in a window, by key, and says how long to wait', () => {
    let now = 0;
    const limit = createAttemptLimit({ max: 2, windowMs: 1_000 }, () => now);
    expect([limit('a'), limit('a')]).to.deep.equal([0, 0]);
    now = 400;
    expect(limit('a')).to.equal(600);
    expect(limit('b')).to.equal(0);
    now = 1_000;
    expect(limit('a')).to.equal(0);
  });

  it('forgets the oldest rather than grow without end', () => {
    const limit = createAttemptLimit({ max: 1, windowMs: 1_000 }, () => 0);
    limit('first');
    for (let at = 0; at < 10_000; at += 1) limit(String(at));
    expect(limit('first')).to.equal(0);
  });
});
