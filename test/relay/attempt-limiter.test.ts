import { expect } from 'chai';
import { AttemptLimiter } from '../../relay/attempt-limiter.ts';
import { TestClock } from '../conversations/clock.ts';

describe('AttemptLimiter', () => {
  const fail = (limiter: AttemptLimiter, key: string, times: number) => {
    for (let count = 0; count < times; count += 1) limiter.begin(key);
  };

  it('blocks after the free failures, for twice as long each time, up to the window', () => {
    const limiter = new AttemptLimiter({ now: new TestClock().now, free: 2, windowMs: 5_000 });
    fail(limiter, 'bob', 2);
    const waits = Array.from({ length: 5 }, () => {
      limiter.begin('bob');
      return limiter.waitMs('bob');
    });
    expect(waits).to.deep.equal([1_000, 2_000, 4_000, 5_000, 5_000]);
    expect(limiter.waitMs('alice')).to.equal(0);
  });

  it('forgets after a quiet time, or when it is told so', () => {
    const clock = new TestClock();
    const limiter = new AttemptLimiter({ now: clock.now, free: 2, windowMs: 5_000 });
    fail(limiter, 'bob', 4);
    clock.pass(5_000);
    expect([limiter.waitMs('bob'), limiter.failures('bob')]).to.deep.equal([0, 0]);
    fail(limiter, 'bob', 4);
    limiter.forget('bob');
    expect(limiter.waitMs('bob')).to.equal(0);
  });

  it('takes one back for an attempt that was right', () => {
    const limiter = new AttemptLimiter({ now: new TestClock().now, free: 2 });
    fail(limiter, 'office', 3);
    limiter.undo('office');
    expect([limiter.waitMs('office'), limiter.failures('office')]).to.deep.equal([0, 2]);
    limiter.undo('unknown');
    expect(limiter.failures('unknown')).to.equal(0);
  });

  it('keeps a bounded number of keys, the latest', () => {
    const limiter = new AttemptLimiter({ now: new TestClock().now, free: 0, maxKeys: 3 });
    for (const key of ['a', 'b', 'c', 'a', 'd']) limiter.begin(key);
    expect(limiter.size).to.equal(3);
    expect(['a', 'b', 'c', 'd'].filter(key => limiter.failures(key) > 0)).to.deep.equal(['a', 'c', 'd']);
  });
});
