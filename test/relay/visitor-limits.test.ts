import { expect } from 'chai';
import { placeOf, VisitorLimits } from '../../relay/visitor-limits.ts';

describe('placeOf', () => {
  it('takes an IPv6 network of one customer as one place, and an IPv4 address as itself', () => {
    expect(placeOf('10.0.0.1')).to.equal('10.0.0.1');
    expect(placeOf('::ffff:10.0.0.1')).to.equal('10.0.0.1');
    expect(placeOf('2001:db8:0:1::7')).to.equal('2001:db8:0:1::/64');
    expect(placeOf('2001:0db8:0:1:ffff:1:2:3')).to.equal('2001:db8:0:1::/64');
    expect(placeOf('::1')).to.equal('0:0:0:0::/64');
    expect(placeOf('fe80::1%eth0')).to.equal('fe80:0:0:0::/64');
  });
});

describe('VisitorLimits', () => {
  it('lets so many pass at once, and one more after its time, each key for itself', () => {
    let now = 0;
    const limits = new VisitorLimits(() => now);
    const write = (place: string) => {
      try {
        limits.take('write', place);
        return true;
      } catch {
        return false;
      }
    };
    expect(Array.from({ length: 8 }, () => write('a')).filter(Boolean)).to.have.length(6);
    expect(() => limits.check('write', 'a')).to.throw('wait');
    expect(write('b')).to.equal(true);
    now += 5 * 60_000;
    expect(() => limits.check('write', 'a')).to.not.throw();
    expect([write('a'), write('a')]).to.deep.equal([true, false]);
  });
});
