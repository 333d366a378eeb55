import { expect } from 'chai';
import { addressOf, placeOf } from '../../../client/admin/place.ts';

const read = (address: string) => placeOf(new URL(address, 'https://hallway.internal'));

describe('placeOf', () => {
  it('reads section, what follows it, and what was asked for', () => {
    expect(read('/admin')).to.deep.equal({ section: '', rest: [], query: {} });
    expect(read('/admin/people/alice%2Fb?q=a%20b')).to.deep.equal({
      section: 'people',
      rest: ['alice/b'],
      query: { q: 'a b' },
    });
  });

  it('takes whatever somebody has typed', () => {
    expect(read('/admin//people//%E0%A4%A/').rest).to.deep.equal(['%E0%A4%A']);
  });
});

describe('addressOf', () => {
  it('is what placeOf reads, without empty parts', () => {
    const place = { section: 'people', rest: ['a/b'], query: { q: 'x&y' } };
    expect(read(addressOf(place))).to.deep.equal(place);
    expect(addressOf({})).to.equal('/admin');
    expect(addressOf({ section: 'people', query: { q: '' } })).to.equal('/admin/people');
  });
});
