import { expect } from 'chai';
import { RateLimit } from '../../relay/rate-limit.ts';
import { seconds, TestClock } from '../conversations/clock.ts';

describe('RateLimit', () => {
  it('refuses who does it too often, them alone, and lets them again after a while', () => {
    const clock = new TestClock();
    const limit = new RateLimit({ perSecond: 1, burst: 3, now: clock.now, message: 'Wait a moment.' });
    limit.take('alice', 3);
    expect(() => limit.take('alice'))
      .to.throw('Wait a moment.')
      .with.property('code', 'limited');
    limit.take('bob');
    clock.pass(seconds(2));
    limit.take('alice', 2);
    expect(() => limit.take('alice')).to.throw('Wait a moment.');
  });
});
