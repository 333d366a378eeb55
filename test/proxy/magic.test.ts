import { expect } from 'chai';
import { visitorOf } from '../../proxy/magic.ts';

describe('visitorOf', () => {
  it('gives addresses in the form that people know', () => {
    expect(visitorOf('bob', '::ffff:192.0.2.1')).to.deep.equal({ user: 'bob', address: '192.0.2.1' });
    expect(visitorOf('bob', '2001:db8::1').address).to.equal('2001:db8::1');
  });
});
