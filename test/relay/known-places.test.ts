import { expect } from 'chai';
import { KnownPlaces } from '../../relay/known-places.ts';
import { placeOf } from '../../relay/visitor-limits.ts';
import { minutes, TestClock } from '../conversations/clock.ts';

describe('KnownPlaces', () => {
  it('knows who has lately come from an address, and forgets it after half a day', () => {
    const clock = new TestClock();
    const places = new KnownPlaces(clock.now);
    const at = (address: string) => places.peopleAt(placeOf(address));
    places.note('alice', '192.0.2.7');
    places.note('bob', '192.0.2.7');
    places.note('carol', '2001:db8::1');
    places.note('dora', '');
    expect(at('192.0.2.7')).to.deep.equal(['alice', 'bob']);
    expect([at('192.0.2.8'), at('')]).to.deep.equal([[], []]);
    // Of IPv6 a home has a whole network.
    expect(at('2001:db8::2')).to.deep.equal(['carol']);
    clock.pass(11 * minutes(60));
    places.note('bob', '192.0.2.7');
    clock.pass(2 * minutes(60));
    expect(at('192.0.2.7')).to.deep.equal(['bob']);
  });
});
